"""What pages show of reports: a moment in the era, a planned publication.

`{{ text|illustrated:pictures }}`: a text of a report with the pictures that stand in it.
"""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString

from documents.picture_lines import Picture
from documents.prose import render
from records.fiscal_year import era_moment
from reports.editions.snapshot import NextEdition
from reports.models import Schedule
from reports.schedules.notices import schedule_notice

register = template.Library()

register.filter(era_moment)


@register.inclusion_tag("staff/schedules/_schedule.html")
def schedule_of(upcoming: NextEdition) -> dict[str, object]:
    """Show the planned publication of a year's report, or why it failed. One query."""
    schedules = Schedule.objects.for_year(upcoming.draft.year)
    notice = schedule_notice(
        schedules.with_outcome().first(),
        now=timezone.now(),
        version=upcoming.draft.version,
        substance=upcoming.substance,
        last_published_at=upcoming.newest.published_at if upcoming.newest else None,
    )
    return {"notice": notice, "year": upcoming.draft.year}


@register.filter
def illustrated(text: str, pictures: Iterable[Picture]) -> SafeString:
    """Return `text` as HTML with headings from h3 on and those of `pictures` that it names."""
    return render(text, pictures=pictures)
