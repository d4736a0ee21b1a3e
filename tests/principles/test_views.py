"""The page of the six principles."""

from django.urls import reverse

from principles.models import Principle
from tests.kikugawa_portal.reading import main_of, text_of


def test_principles_stand_in_order_each_at_its_own_address(client, guideline):
    html = main_of(client.get(reverse("principles:list")).content.decode())

    position = 0
    for principle in Principle.objects.all():
        anchor = principle.get_absolute_url().partition("#")[2]
        position = html.index(f'id="{anchor}"', position)
        assert principle.description in text_of(html[position:])
    assert Principle.objects.count() == 6
