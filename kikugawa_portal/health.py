"""Answers to load balancers and monitors, who ask whether this process can serve pages."""

import logging

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

logger = logging.getLogger(__name__)


def fault() -> str:
    """Return what keeps the portal from working, in one word, "" for nothing."""
    try:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return "migrations"
    except DatabaseError:
        logger.exception("The health check could not ask the database.")
        return "database"
    return ""


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer "ok", or 503 and JSON that names the part at fault and nothing else.

    A migration not yet applied counts: pages that need its tables would fail.
    """
    found = fault()
    if found:
        return JsonResponse({"status": "unavailable", "fault": found}, status=503)
    return HttpResponse("ok", content_type="text/plain; charset=utf-8")
