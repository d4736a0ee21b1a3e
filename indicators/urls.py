"""Addresses of the indicators' pages."""

from django.urls import path

from indicators import converters  # noqa: F401 - registers <fiscal_year:...>
from indicators.views import history, public, staff

app_name = "indicators"
urlpatterns = [
    # Public: how far the guideline has come, and each indicator
    path("progress/", public.progress, name="progress"),
    path("progress/<fiscal_year:year>/", public.progress_year, name="progress-year"),
    path("corrections/", public.correction_list, name="corrections"),
    path("indicators/", public.indicator_list, name="list"),
    path("indicators/<slug:code>/", public.indicator_detail, name="detail"),
    # City staff: what is owed, a year's figures, one figure's life
    path("staff/", staff.dashboard, name="dashboard"),
    path("staff/entry/<fiscal_year:year>/", staff.sheet, name="sheet"),
    path("staff/entry/<fiscal_year:year>/confirm/", staff.sheet_confirm, name="sheet-confirm"),
    path("staff/indicators/<slug:code>/<fiscal_year:year>/", history.history, name="history"),
    path(
        "staff/indicators/<slug:code>/<fiscal_year:year>/correct/",
        history.entry_correct,
        name="entry-correct",
    ),
    path(
        "staff/indicators/<slug:code>/<fiscal_year:year>/withdraw/",
        history.draft_withdraw,
        name="draft-withdraw",
    ),
]
