"""The pages of the yearly tests of accessibility."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kikugawa_portal.accessibility.files import published_tests
from records.fiscal_year import FiscalYear


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
