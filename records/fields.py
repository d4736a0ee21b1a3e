"""A fiscal year in a table: the model gives and takes FiscalYear, the column holds a number."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Q
from django.db.models.expressions import Combinable
from django.db.models.query_utils import DeferredAttribute
from django.utils.translation import gettext_lazy as _

from records.fiscal_year import FIRST, LAST, FiscalYear

IN_PERIOD = Q(fiscal_year__gte=FIRST.year, fiscal_year__lte=LAST.year)
"""The condition of a check constraint: `fiscal_year` is one of the guideline's years.

It holds plain numbers, because migrations keep it as it is.
"""

NOT_IN_PERIOD = _("年度は、西暦で2026から2033までです。")
"""What a person is told where `IN_PERIOD` does not hold."""

_Set = TypeVar("_Set")
_Get = TypeVar("_Get")

if TYPE_CHECKING:
    from django.db.models import PositiveSmallIntegerField as _Column
else:

    class _Column(models.PositiveSmallIntegerField):
        """The column; it takes type arguments, as Django's fields do in the stubs only."""

        def __class_getitem__(cls, _types):
            return cls


class FiscalYearAttribute(DeferredAttribute):
    """What a model gives as its fiscal year: a FiscalYear, also where a number was assigned.

    What is no fiscal year stays as it was assigned, for `full_clean()` to refuse.
    """

    field: FiscalYearField[Any, Any]

    def __set__(self, instance: models.Model, value: object) -> None:
        with suppress(ValidationError):
            value = self.field.to_python(value)
        instance.__dict__[self.field.attname] = value


class FiscalYearField(_Column[_Set, _Get]):
    """The fiscal year of a record, kept as the calendar year in which it begins.

    Models, `values_list()`, `Min` and `Max` give FiscalYear; lookups and assignments take
    FiscalYear and numbers. `choices` are keyed by numbers. Forms and fixtures show the number.

    For migrations it is the PositiveSmallIntegerField that its column is. So a model can change
    over from the one to the other without a migration, which on SQLite would build the table anew
    and lose the triggers that guard it.
    """

    # What django-stubs reads.
    _pyi_private_set_type: FiscalYear | int | Combinable  # type: ignore[assignment]
    _pyi_private_get_type: FiscalYear  # type: ignore[assignment]
    _pyi_lookup_exact_type: FiscalYear | int | str  # type: ignore[assignment]

    descriptor_class = FiscalYearAttribute
    default_error_messages = {
        "no_fiscal_year": _(
            "年度は、2026のように西暦で入力してください。令和より前の年度は入力できません。"
        )
    }

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        """Describe the field to migrations, as the PositiveSmallIntegerField of its column."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.PositiveSmallIntegerField", args, kwargs

    def from_db_value(
        self, value: int | None, expression: object, connection: BaseDatabaseWrapper
    ) -> FiscalYear | None:
        """Return what the column holds as a FiscalYear."""
        return None if value is None else FiscalYear(value)

    def to_python(self, value: object) -> FiscalYear | None:
        """Return a FiscalYear, a number or a text of digits as a FiscalYear; None stays None.

        Raises ValidationError for anything else, and for a year before Reiwa.
        """
        if value is None or isinstance(value, FiscalYear):
            return value
        if isinstance(value, int) or (isinstance(value, str) and value.isdecimal()):
            with suppress(ValueError):
                return FiscalYear(int(value))
        raise ValidationError(self.error_messages["no_fiscal_year"], code="no_fiscal_year")

    def validate(self, value: FiscalYear | None, model_instance: models.Model | None) -> None:
        """Raise ValidationError for a missing year, and for one that is none of the choices."""
        super().validate(_number(value), model_instance)

    def run_validators(self, value: FiscalYear | None) -> None:
        """Raise ValidationError where the year's number is outside the bounds."""
        super().run_validators(_number(value))

    def value_from_object(self, obj: models.Model) -> Any:
        """Return the year's number, as forms and fixtures show it."""
        return _number(super().value_from_object(obj))

    @property
    def flatchoices(self) -> list[tuple[Any, Any]]:
        """The choices by what the model gives, for `get_..._display()`."""
        return [
            (FiscalYear(year) if isinstance(year, int) else year, label)
            for year, label in super().flatchoices
        ]


def _number(value: Any) -> Any:
    return value.year if isinstance(value, FiscalYear) else value
