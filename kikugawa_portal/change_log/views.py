"""Administrators' pages of the change log: to look through, and to take away."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from django.contrib.auth.decorators import login_required, permission_required
from django.core.paginator import Paginator
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from indicators.open_data.tables import CSV, without_formula
from kikugawa_portal.change_log.filters import LogConditionsForm
from kikugawa_portal.change_log.lines import LogLine
from kikugawa_portal.change_log.origins import references
from kikugawa_portal.change_log.queries import every_line, lines
from records.staff import StaffRequest

LINES_PER_PAGE = 50


@login_required
@permission_required("admin.view_logentry", raise_exception=True)
@require_safe
def change_log(request: StaffRequest) -> HttpResponse:
    """Show who did what and when, narrowed by the conditions in the address."""
    form = LogConditionsForm(request.GET)
    found = references(form.conditions)
    page = Paginator(found, LINES_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "lines": lines(page.object_list),
        "query": request.GET.urlencode(),
    }
    return render(request, "staff/log/change_log.html", context)


@login_required
@permission_required("admin.view_logentry", raise_exception=True)
@require_safe
def change_log_csv(request: StaffRequest) -> StreamingHttpResponse:
    """Hand out all lines under the same conditions, as CSV in UTF-8 with BOM."""
    found = every_line(LogConditionsForm(request.GET).conditions)
    response = StreamingHttpResponse(_csv_rows(found), content_type=CSV)
    name = f"change-log-{timezone.localdate():%Y%m%d}.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


class _Echo:
    """A file that gives back what is written to it, for the writer of CSV."""

    def write(self, row: str) -> str:
        """Return `row`."""
        return row


def _csv_rows(found: Iterator[LogLine]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield "\ufeff" + writer.writerow([_("日時"), _("種類"), _("した人"), _("内容")])
    for line in found:
        at = timezone.localtime(line.at).isoformat(timespec="seconds")
        yield writer.writerow(
            [at, line.kind.label, without_formula(line.person), without_formula(line.text)]
        )
