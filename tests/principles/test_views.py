"""The page of the six principles."""

from django.urls import reverse

from principles.models import Principle
from tests.pages import main_of, parsed, text_of


def test_principles_stand_in_order_each_at_its_own_address(client, guideline):
    page = main_of(parsed(client.get(reverse("principles:list"))))

    principles = list(Principle.objects.all())
    anchors = [principle.get_absolute_url().partition("#")[2] for principle in principles]
    assert [part["id"] for part in page.select("[id]") if part["id"] in anchors] == anchors
    for principle, anchor in zip(principles, anchors, strict=True):
        assert principle.description in text_of(page.select_one(f"#{anchor}"))
    assert len(principles) == 6
