"""Addresses of the indicators' pages."""

from django.urls import path

from indicators.importing import views as importing
from indicators.public import views as public
from indicators.sheet import views as sheet
from records import converters  # noqa: F401 - registers <fiscal_year:...>

app_name = "indicators"
urlpatterns = [
    # Public: how far the guideline has come, and each indicator
    path("progress/", public.progress, name="progress"),
    path("progress/<fiscal_year:year>/", public.progress_year, name="progress-year"),
    path("corrections/", public.correction_list, name="corrections"),
    path("indicators/", public.indicator_list, name="list"),
    path("indicators/<slug:code>/", public.indicator_detail, name="detail"),
    # City staff: a year's figures, one figure's life
    path("staff/entry/<fiscal_year:year>/", sheet.sheet, name="sheet"),
    path("staff/entry/<fiscal_year:year>/confirm/", sheet.sheet_confirm, name="sheet-confirm"),
    path("staff/entry/<fiscal_year:year>/import/", importing.figures_import, name="import"),
    path("staff/entry/<fiscal_year:year>/template.xlsx", importing.template_xlsx, name="template"),
    path("staff/indicators/<slug:code>/<fiscal_year:year>/", sheet.history, name="history"),
    path(
        "staff/indicators/<slug:code>/<fiscal_year:year>/correct/",
        sheet.entry_correct,
        name="entry-correct",
    ),
    path(
        "staff/indicators/<slug:code>/<fiscal_year:year>/withdraw/",
        sheet.draft_withdraw,
        name="draft-withdraw",
    ),
]
