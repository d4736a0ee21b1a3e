"""Addresses of the yearly reports: where residents read, and where center staff write."""

from django.urls import path

from records import converters  # noqa: F401 - registers <fiscal_year:...> and <sha256:...>
from reports.differences import views as differences
from reports.editions import views as editions
from reports.editions.data_files import DATA_FILES
from reports.pictures import views as pictures
from reports.schedules import views as schedules
from reports.writing import views as writing

app_name = "reports"
urlpatterns = [
    # Public: the archive, the newest edition of a year, every edition at its own address
    path("reports/", editions.report_list, name="list"),
    path("reports/<fiscal_year:year>/", editions.report_detail, name="detail"),
    path(
        "reports/<fiscal_year:year>/editions/<int:number>/", editions.edition_detail, name="edition"
    ),
    path(
        "reports/<fiscal_year:year>/editions/<int:number>/changes/",
        differences.edition_changes,
        name="edition-changes",
    ),
    path(
        "reports/<fiscal_year:year>/pictures/<sha256:sha256>.<slug:extension>",
        editions.picture,
        name="picture",
    ),
    path(
        "reports/<fiscal_year:year>/editions/<int:number>/report.pdf",
        editions.edition_pdf,
        name="pdf",
    ),
    # Public: the figures of an edition as files
    *(
        path(
            f"reports/<fiscal_year:year>/editions/<int:number>/data.{kind}",
            editions.edition_data,
            {"kind": kind},
            name=f"edition-{kind}",
        )
        for kind in DATA_FILES
    ),
    # Staff: write, look, publish
    path("staff/reports/<fiscal_year:year>/", writing.report_edit, name="edit"),
    path("staff/reports/<fiscal_year:year>/preview/", writing.report_preview, name="preview"),
    path("staff/reports/<fiscal_year:year>/publish/", writing.edition_publish, name="publish"),
    path("staff/reports/<fiscal_year:year>/schedules/", schedules.schedule_list, name="schedules"),
    path(
        "staff/reports/<fiscal_year:year>/schedules/<int:pk>/cancel/",
        schedules.schedule_cancel,
        name="schedule-cancel",
    ),
    path("staff/reports/<fiscal_year:year>/drafts/", writing.draft_list, name="drafts"),
    path(
        "staff/reports/<fiscal_year:year>/drafts/<int:version>/", writing.draft_detail, name="draft"
    ),
    path("staff/reports/<fiscal_year:year>/presence/", writing.presence, name="presence"),
    # Staff: the pictures of a draft
    path("staff/reports/<fiscal_year:year>/pictures/", pictures.picture_list, name="pictures"),
    path(
        "staff/reports/<fiscal_year:year>/pictures/<int:number>/",
        pictures.picture_edit,
        name="picture-edit",
    ),
    path(
        "staff/reports/<fiscal_year:year>/pictures/<int:number>/remove/",
        pictures.picture_remove,
        name="picture-remove",
    ),
    path(
        "staff/reports/<fiscal_year:year>/pictures/<sha256:sha256>.<slug:extension>",
        pictures.picture_file,
        name="draft-picture",
    ),
]
