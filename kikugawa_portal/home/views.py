"""Public pages that draw on several floors."""

from csp.decorators import csp_exempt
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from actors.models import Actor
from actors.naming import COLLECTIVE_WORDS, words_for
from directions.models import Direction
from guideline.models import BookletPdf, Chapter
from indicators.fiscal_year import FiscalYear
from indicators.models import Indicator
from indicators.overview import grouped
from kikugawa_portal import booklet, mentions, overview
from kikugawa_portal.accessibility_files import published_tests
from kikugawa_portal.middleware import PUBLIC_CACHING
from kikugawa_portal.updates import published_updates
from kikugawa_portal.updates import updates as recent_updates
from reports.file_response import content_disposition, file_response
from reports.models import Report
from reports.pdf_engine import NoEngine, has_engine

UPDATES_ON_HOME = 5
VISION = "vision"
"""The code of the chapter that says what the city aims at."""


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Answer within one screen: what is this, how is it going, what can I do."""
    today = timezone.localdate()
    indicators = list(Indicator.objects.with_progress(today))
    reports = list(Report.objects.published())
    states = overview.direction_states(Direction.objects.all(), indicators)
    context = {
        "vision": Chapter.objects.filter(code=VISION).first(),
        "actors": Actor.objects.all(),
        "states": states,
        "groups": grouped(member for state in states for member in state.members),
        "has_figures": any(indicator.series.has_figures for indicator in indicators),
        "year_awaited": FiscalYear.being_entered(today),
        "today": today,
        "report": reports[0] if reports else None,
        "updates": recent_updates(indicators, reports)[:UPDATES_ON_HOME],
    }
    return render(request, "portal/home.html", context)


@require_safe
def guideline(request: HttpRequest) -> HttpResponse:
    """Show the whole booklet on one page, in its own order."""
    context = {
        **booklet.text_of_booklet(),
        "pdf": BookletPdf.objects.defer("data").first(),
        "has_pdf_engine": has_engine(),
    }
    return render(request, "portal/guideline.html", context)


# The policy is for pages; a browser's own viewer of PDFs may take it for a reason not to show one.
@csp_exempt()
@require_safe
def guideline_pdf(request: HttpRequest) -> HttpResponseBase:
    """Hand out the booklet as a PDF, drawn at the first request for a new text."""
    current = booklet.current_booklet()
    if current is None:
        raise Http404
    pdf = booklet.kept_pdf(current)
    if pdf is None and booklet.may_draw(current):
        try:
            pdf = booklet.draw(current)
        except NoEngine:
            pdf = None
    if pdf is None:
        context = {"address": reverse("guideline"), "link": _("概要版をページで読む")}
        return render(request, "document/awaited.html", context, status=503)
    response = file_response(
        request,
        bytes(pdf.data),
        media_type="application/pdf",
        sha256=pdf.sha256,
        disposition=content_disposition(
            _("菊川市協働の指針_概要版.pdf"), ascii_name="kikugawa-collaboration-guideline.pdf"
        ),
    )
    if response.status_code < 400:
        # As for a page. Said here, or the middleware would give every part an ETag of its own.
        patch_cache_control(response, **PUBLIC_CACHING)
    return response


@require_safe
def actor(request: HttpRequest, slug: str) -> HttpResponse:
    """Speak to one kind of actor: what the guideline says of them, and where it names them."""
    actor = get_object_or_404(Actor, slug=slug)
    words = words_for(actor.slug, actor.name)
    chapters, directions = list(Chapter.objects.all()), list(booklet.directions_with_text())
    context = {
        "actor": actor,
        "actors": Actor.objects.all(),
        "words": words,
        "in_directions": mentions.in_directions(words, directions),
        "in_chapters": mentions.in_chapters(words, chapters),
        "collective_words": COLLECTIVE_WORDS,
        "as_one_of_all": mentions.in_directions(COLLECTIVE_WORDS, directions),
    }
    return render(request, "actors/actor_detail.html", context)


@require_safe
def updates(request: HttpRequest) -> HttpResponse:
    """Show all that was ever published, newest first."""
    context = {"updates": published_updates(timezone.localdate())}
    return render(request, "portal/updates.html", context)


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Say what the portal is, how its figures are made and who to ask."""
    return render(request, "portal/about.html")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Say how to see the portal better, what it aims at, and what the latest test has shown."""
    tests = published_tests()
    context = {"test": tests[0], "tests": tests}
    return render(request, "portal/accessibility.html", context)


@require_safe
def accessibility_test(request: HttpRequest, year: FiscalYear) -> HttpResponse:
    """Show what the test of one year has shown, at an address that lasts."""
    test = next((test for test in published_tests() if test.year == year), None)
    if test is None:
        raise Http404
    return render(request, "portal/accessibility_test.html", {"test": test})
