"""How staff pages name a person."""

from django import template
from django.contrib.auth.models import User

from indicators.people import name_of

register = template.Library()


@register.filter
def person(user: User) -> str:
    """Return the name as Japanese write it, family name first, or else the account's name."""
    return name_of(user)
