"""How many queries each page takes, whatever the number of figures."""

import pytest
from django.urls import reverse

from indicators.models import Indicator

SAMPLE_BANNER = 1
PROGRESS = 3
TEXT_OF_DIRECTIONS = 3
PUBLISHED_REPORTS = 2

QUERIES = {
    ("home",): PROGRESS + PUBLISHED_REPORTS + 3,  # vision, actors, directions
    ("guideline",): TEXT_OF_DIRECTIONS + 4,  # chapters, actors, principles, PDF
    ("updates",): PROGRESS + PUBLISHED_REPORTS,
    ("feed",): PROGRESS + PUBLISHED_REPORTS - SAMPLE_BANNER,  # no banner in a feed
    ("about",): 0,
    ("accessibility",): 0,
    ("accessibility-test", "2026"): 0,
    ("actors:list",): 1,
    ("actors:detail", "schools"): TEXT_OF_DIRECTIONS + 3,  # actor, chapters, other actors
    ("principles:list",): 1,
    ("directions:list",): TEXT_OF_DIRECTIONS,
    ("directions:detail", "1"): PROGRESS + 3,  # direction, initiatives, other directions
}

every_page = pytest.mark.parametrize("page", QUERIES, ids=" ".join)


def address(page):
    name, *args = page
    return reverse(name, args=args)


@every_page
def test_page_with_figures_takes_its_number_of_queries(
    client, first_year, django_assert_num_queries, page
):
    with django_assert_num_queries(QUERIES[page] + SAMPLE_BANNER):
        client.get(address(page))


@every_page
def test_page_with_more_indicators_takes_the_same_number(
    client, first_year, django_assert_num_queries, page
):
    for indicator in Indicator.objects.all():
        for copy in range(3):
            indicator.pk, indicator.code = None, f"{indicator.code[:3]}{copy}"
            indicator.save()

    with django_assert_num_queries(QUERIES[page] + SAMPLE_BANNER):
        client.get(address(page))


@every_page
def test_page_without_figures_takes_no_more(client, guideline, django_assert_max_num_queries, page):
    due_day = int(page == ("home",))  # until when figures are due, said instead of them
    with django_assert_max_num_queries(QUERIES[page] + SAMPLE_BANNER + due_day):
        client.get(address(page))
