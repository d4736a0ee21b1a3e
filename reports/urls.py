"""Addresses of the yearly reports: where residents read, and where center staff write."""

from django.urls import path

from indicators import converters  # noqa: F401 - registers <fiscal_year:...>
from reports.views import data, drafts, public, staff

app_name = "reports"
urlpatterns = [
    # Public: the archive, the newest edition of a year, every edition at its own address
    path("reports/", public.report_list, name="list"),
    path("reports/<fiscal_year:year>/", public.report_detail, name="detail"),
    path(
        "reports/<fiscal_year:year>/editions/<int:number>/", public.edition_detail, name="edition"
    ),
    # Public: the figures of an edition as files
    *(
        path(
            f"reports/<fiscal_year:year>/editions/<int:number>/data.{kind}",
            data.edition_data,
            {"kind": kind},
            name=f"edition-{kind}",
        )
        for kind in data.KINDS
    ),
    # Staff: write, look, publish
    path("staff/reports/<fiscal_year:year>/", staff.report_edit, name="edit"),
    path("staff/reports/<fiscal_year:year>/preview/", staff.report_preview, name="preview"),
    path("staff/reports/<fiscal_year:year>/publish/", staff.edition_publish, name="publish"),
    path("staff/reports/<fiscal_year:year>/drafts/", drafts.draft_list, name="drafts"),
    path(
        "staff/reports/<fiscal_year:year>/drafts/<int:version>/", drafts.draft_detail, name="draft"
    ),
]
