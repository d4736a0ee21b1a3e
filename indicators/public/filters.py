"""The conditions by which residents narrow the list of indicators."""

from __future__ import annotations

import unicodedata

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dads.forms import UNKNOWN, ConditionsForm
from directions.models import Direction
from indicators.models import Indicator, IndicatorQuerySet
from indicators.progress.verdict import Status
from indicators.public.overview import newest_point, progress_state

PUBLISHED, UNPUBLISHED = "published", "unpublished"


STATES = [
    (_("進捗状況（最新の年度）"), Status.choices),
    (
        _("実績値の公表"),
        [(PUBLISHED, _("公表された年度がある")), (UNPUBLISHED, _("まだ公表されていない"))],
    ),
]


class IndicatorConditionsForm(ConditionsForm):
    """The conditions side by side."""

    rows = [("direction", "state", "q")]


class IndicatorFilter(django_filters.FilterSet):  # type: ignore[misc]
    """Indicators by direction, by how they stand now, and by words in their name.

    Its queryset comes from `with_progress()`. A condition that makes no sense is left out, and
    its field says so.
    """

    direction = django_filters.ModelChoiceFilter(
        queryset=Direction.objects.all(),
        to_field_name="number",
        label=_("方向性"),
        empty_label=_("すべて"),
        error_messages=UNKNOWN,
    )
    state = django_filters.ChoiceFilter(
        choices=STATES,
        method="in_state",
        label=_("進捗状況"),
        empty_label=_("すべて"),
        error_messages=UNKNOWN,
    )
    q = django_filters.CharFilter(method="naming", max_length=100, label=_("指標名に含まれる言葉"))

    class Meta:
        model = Indicator
        form = IndicatorConditionsForm
        fields: list[str] = []

    def in_state(self, indicators: IndicatorQuerySet, name: str, value: str) -> IndicatorQuerySet:
        """Keep the indicators whose newest published year stands as `value` says.

        The verdict is computed, not stored, so every indicator is read once for it.
        """
        if value in (PUBLISHED, UNPUBLISHED):
            kept = [i.pk for i in indicators if i.series.has_figures == (value == PUBLISHED)]
        else:
            kept = [i.pk for i in indicators if progress_state(newest_point(i)) == value]
        return indicators.filter(pk__in=kept)

    def naming(self, indicators: IndicatorQuerySet, name: str, value: str) -> IndicatorQuerySet:
        """Keep the indicators whose name or code holds every word, however wide it was typed."""
        for word in value.split():
            normal = unicodedata.normalize("NFKC", word)
            indicators = indicators.filter(
                Q(name__icontains=word) | Q(name__icontains=normal) | Q(code__icontains=normal)
            )
        return indicators
