"""What search engines are told: the list of public pages, and what to leave alone."""

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from actors.models import Actor
from directions.models import Direction
from indicators.models import Indicator
from kikugawa_portal.accessibility.files import published_tests
from records.fiscal_year import GUIDELINE_YEARS
from reports.models import Report

LASTING_PAGES = (
    "home",
    "guideline",
    "actors:list",
    "principles:list",
    "directions:list",
    "indicators:progress",
    "indicators:list",
    "indicators:corrections",
    "reports:list",
    "updates",
    "about",
    "accessibility",
)
"""The names of the pages that are there whatever the database holds."""


class PublicPages(Sitemap):  # type: ignore[type-arg] # generic in the stubs only
    """Every page that residents can read, by its address."""

    def items(self) -> list[str]:
        """Return addresses."""
        reports = list(Report.objects.published())
        editions = [edition for report in reports for edition in report.editions.all()]
        records = [
            *Actor.objects.all(),
            *Direction.objects.all(),
            *Indicator.objects.all(),
            *reports,
            *editions,
        ]
        return [
            *map(reverse, LASTING_PAGES),
            *(reverse("accessibility-test", args=[test.year]) for test in published_tests()),
            *(reverse("indicators:progress-year", args=[year]) for year in GUIDELINE_YEARS),
            *(record.get_absolute_url() for record in records),
            *(edition.get_changes_url() for edition in editions if edition.number > 1),
        ]

    def location(self, item: str) -> str:
        """Return the address itself."""
        return item


@require_safe
def sitemap_xml(request: HttpRequest) -> TemplateResponse:
    """List every public page, at the host by which the request came."""
    return sitemap(request, {"pages": PublicPages})


@require_safe
def robots_txt(request: HttpRequest) -> HttpResponse:
    """Keep crawlers out of what is for staff, and show them the list of pages."""
    lines = [
        "User-agent: *",
        "Disallow: /staff/",
        "Disallow: /admin/",
        "Disallow: /accounts/",
        "",
        f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
