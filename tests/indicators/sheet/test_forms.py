"""The fields in which figures are typed."""

import pytest

from indicators.ledger.standings import NOTHING
from indicators.models import Indicator
from indicators.notation.limits import TEXT_LENGTH
from indicators.sheet.forms import CorrectionForm, RowForm

pytestmark = pytest.mark.usefixtures("guideline")


@pytest.mark.parametrize("form", [RowForm, CorrectionForm])
@pytest.mark.parametrize("name", ["note", "reason", "assurance"])
def test_a_text_that_is_too_long_is_an_error_of_its_own_field(form, name):
    indicator = Indicator.objects.get(code="1-1")
    sent = {"value": "12", "reason": "数え直し", "seen": "0"}

    fits, too_long = (
        form(sent | {name: "長" * length}, indicator=indicator, standing=NOTHING)
        for length in (TEXT_LENGTH, TEXT_LENGTH + 1)
    )

    assert (list(fits.errors), list(too_long.errors)) == ([], [name])
