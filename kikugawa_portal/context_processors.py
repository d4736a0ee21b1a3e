"""What every template may ask for, whoever looks at the page."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from indicators.models import Entry


def sample(request: HttpRequest) -> dict[str, object]:
    """Give `is_sample`: whether this database holds figures made up for trying out.

    One query, when a template asks. The ledger forgets nothing, so the banner cannot either.
    """
    return {"is_sample": SimpleLazyObject(Entry.objects.sample().exists)}
