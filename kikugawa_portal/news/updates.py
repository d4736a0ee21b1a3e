"""What has been published: figures, corrections, editions. For pages and for the feed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from indicators.models import Entry, Indicator
from indicators.notation.absence import Absence
from indicators.notation.formatting import format_number
from records.fiscal_year import FiscalYear
from reports.models import Edition, Report


@dataclass(frozen=True)
class Update:
    """Something that was published: what it is, when, in a sentence, and the page that shows it.

    `key` names it for good. Figures of one year and one day are one update, at its latest moment.
    `details` tell the news itself: the figures, old and new with the reason, what an edition
    changes.
    """

    key: str
    at: dt.datetime
    text: str
    url: str
    details: tuple[str, ...] = ()

    @property
    def on(self) -> dt.date:
        """The day, as the city counts it."""
        return timezone.localdate(self.at)


def published_updates(on: dt.date) -> list[Update]:
    """Return all that residents can see on the day `on`, newest first: five queries."""
    return updates_of(Indicator.objects.with_progress(on), Report.objects.published())


def updates_of(indicators: Iterable[Indicator], reports: Iterable[Report]) -> list[Update]:
    """Return what was published, newest first.

    Wants indicators `with_progress()` and reports as `published()` gives them.
    """
    found: dict[str, Update] = {}
    for update in [
        *(update for indicator in indicators for update in _of_indicator(indicator)),
        *(_of_edition(edition) for report in reports for edition in report.editions.all()),
    ]:
        same = found.get(update.key)
        found[update.key] = update if same is None else _together(same, update)
    return sorted(found.values(), key=lambda update: (update.on, update.text), reverse=True)


def _together(first: Update, second: Update) -> Update:
    """Return one update of two with the same key, at the later moment."""
    newest = max(first, second, key=lambda update: update.at)
    return replace(newest, details=first.details + second.details)


def _of_indicator(indicator: Indicator) -> Iterator[Update]:
    known: dict[FiscalYear, Entry] = {}
    confirmed: list[Entry] = indicator.confirmed_entries  # type: ignore[attr-defined]
    for entry in confirmed:
        before = known.get(entry.fiscal_year)
        known[entry.fiscal_year] = entry
        if before is not None and entry.says_the_same_as(before):
            continue
        words = {"year": entry.fiscal_year.label, "indicator": indicator.name}
        at, year = entry.entered_at, entry.fiscal_year.year
        if before is None:
            yield Update(
                f"figures/{year}/{timezone.localdate(at)}",
                at,
                _("%(year)sの実績を公表しました") % words,
                reverse("indicators:progress-year", args=[entry.fiscal_year]),
                (
                    _("%(indicator)s：%(figure)s")
                    % {"indicator": indicator, "figure": _figure(entry, indicator)},
                ),
            )
        else:
            yield Update(
                f"correction/{indicator.code}/{year}/{entry.revision}",
                at,
                _("%(year)sの「%(indicator)s」を訂正しました") % words,
                indicator.get_absolute_url(),
                (
                    _("%(old)sから%(new)sに訂正しました。")
                    % {"old": _figure(before, indicator), "new": _figure(entry, indicator)},
                    _("理由：%(reason)s") % {"reason": entry.reason},
                ),
            )


def _figure(entry: Entry, indicator: Indicator) -> str:
    """Return a figure with its unit, or the reason why there is none."""
    if entry.value is None:
        return str(Absence(entry.absence).label)
    return _("%(value)s%(unit)s") % {
        "value": format_number(entry.value),
        "unit": indicator.unit,
    }


def _of_edition(edition: Edition) -> Update:
    words = {"year": edition.report.fiscal_year.label, "number": edition.number}
    if edition.number == 1:
        text = _("%(year)sの進捗報告書を公表しました") % words
    else:
        text = _("%(year)sの進捗報告書の第%(number)s版を公表しました") % words
    key = f"edition/{edition.report.fiscal_year.year}/{edition.number}"
    details = (
        (_("変更点：%(note)s") % {"note": edition.change_note},)
        if edition.change_note
        else (_("この年度の取組と実績値を、方向性ごとに報告します。"),)
    )
    return Update(key, edition.published_at, text, edition.get_absolute_url(), details)
