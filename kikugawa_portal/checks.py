"""Checks of a deployment that Django's own do not make."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error
from django.db import connections

from documents.content_file import ContentFileError
from indicators.models import Entry
from kikugawa_portal.accessibility.files import FOLDER, read_tests


def refuse_sample_in_production(
    *, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Refuse, under `check --deploy --database default`, a database that holds sample figures."""
    return [
        Error(
            "The database holds sample figures and demo accounts whose passwords are public.",
            hint="Go live with a new database: the ledger forgets nothing.",
            id="kikugawa_portal.E001",
        )
        for alias in databases or ()
        if Entry._meta.db_table in connections[alias].introspection.table_names()
        and Entry.objects.using(alias).sample().exists()
    ]


def read_accessibility_tests(**kwargs: Any) -> list[CheckMessage]:
    """Report what is wrong with a file in content/accessibility/ before a page needs it."""
    try:
        read_tests(FOLDER)
    except ContentFileError as error:
        return [Error(str(error), id="kikugawa_portal.E002")]
    return []
