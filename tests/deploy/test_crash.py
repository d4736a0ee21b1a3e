"""Killing the portal in the middle of saving or publishing leaves the whole or nothing."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest
from django.db import connection

ROOT = Path(__file__).parents[2]

ACT = """
import os, signal, sys
from decimal import Decimal

import django
django.setup()
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection, transaction

from indicators.ledger.actions import confirm_entries, record_entries
from indicators.ledger.new_figures import NewFigure
from indicators.models import Entry, Indicator
from records.fiscal_year import FiscalYear
from reports.drafts.actions import save_report
from reports.drafts.texts import Texts
from reports.editions.actions import publish_edition
from reports.models import Report

YEAR = FiscalYear(2026)
step, moment, insert = sys.argv[1:4]
def save():
    figures = [NewFigure(indicator, Decimal(7)) for indicator in Indicator.objects.all()]
    return record_entries(year=YEAR, figures=figures, by=by)

def publish():
    return publish_edition(report=Report.objects.get(), by=by, seen_version=1)

def kill_after_insert(execute, sql, params, many, context):
    result = execute(sql, params, many, context)
    if sql.startswith(f'INSERT INTO "{insert}"'):
        os.kill(os.getpid(), signal.SIGKILL)
    return result

if moment == "prepare":
    call_command("migrate", verbosity=0)
    call_command("load_guideline", verbosity=0)
    User.objects.create_user("city")
    sys.exit()

by = User.objects.get(username="city")
if moment == "write":
    confirm_entries(drafts=save(), by=by)
    save_report(
        year=YEAR,
        texts=Texts.of(introduction="報告"),
        by=by,
        seen_version=0,
    )
    sys.exit()

act = {"save": save, "publish": publish}[step]
if moment == "before commit":
    with connection.execute_wrapper(kill_after_insert):
        act()
else:
    act()
    os.kill(os.getpid(), signal.SIGKILL)
"""


@contextmanager
def new_database(name: str, folder: Path, like: str = "") -> Iterator[str]:
    """Make a database of the engine under test, empty or a copy of the one at `like`: its URL."""
    if connection.vendor == "sqlite":
        file = folder / f"{name}.sqlite3"
        if like:
            shutil.copy(like.removeprefix("sqlite:///"), file)
        yield f"sqlite:///{file}"
        return
    settings = connection.settings_dict
    with psycopg.connect(**connection.get_connection_params() | {"dbname": "postgres"}) as server:
        server.autocommit = True
        server.execute(f"DROP DATABASE IF EXISTS {name}")
        template = f"TEMPLATE {like.rpartition('/')[2]}" if like else ""
        server.execute(f"CREATE DATABASE {name} {template}")
        part = {name: quote(str(settings[name]), safe="") for name in ("USER", "PASSWORD", "HOST")}
        yield "postgres://{USER}:{PASSWORD}@{HOST}:{port}/{database}".format(
            **part, port=settings["PORT"] or 5432, database=name
        )
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    """A database outside the test database, with the guideline and somebody to act: its URL."""
    with new_database("portal_before_crash", tmp_path_factory.mktemp("prepared")) as url:
        assert run(url, "save", "prepare", "") == 0
        yield url


@pytest.fixture
def database(prepared, tmp_path):
    """A copy of it, to crash: its URL."""
    with new_database("portal_crash", tmp_path, like=prepared) as url:
        yield url


def run(database: str, *step: str) -> int:
    """Run `step` in a process of its own on `database`, and return how it ended."""
    environment = os.environ | {
        "DATABASE_URL": database,
        "DJANGO_SETTINGS_MODULE": "kikugawa_portal.settings",
    }
    done = subprocess.run(
        [sys.executable, "-c", ACT, *step], cwd=ROOT, env=environment, check=False
    )
    return done.returncode


def rows(database: str, table: str) -> int:
    """Count the rows of `table`, from outside the portal."""
    count = f"SELECT count(*) FROM {table}"  # noqa: S608
    if database.startswith("sqlite"):
        with sqlite3.connect(database.removeprefix("sqlite:///")) as direct:
            return direct.execute(count).fetchone()[0]
    with psycopg.connect(database) as direct:
        return direct.execute(count).fetchone()[0]


@pytest.mark.parametrize(("moment", "whole"), [("before commit", 0), ("after commit", 10)])
def test_a_kill_leaves_the_whole_sheet_or_none(moment, whole, database):
    table = "indicators_entry"
    assert run(database, "save", moment, table) == -signal.SIGKILL

    assert rows(database, table) == whole
    if whole == 0:  # and the portal goes on after the crash
        assert run(database, "save", "after commit", table) == -signal.SIGKILL
        assert rows(database, table) == 10


def test_a_kill_in_the_middle_of_publishing_leaves_a_whole_edition_or_none(database):
    edition, citation = "reports_edition", "reports_citation"
    assert run(database, "publish", "write", edition) == 0

    for table in (edition, citation):
        assert run(database, "publish", "before commit", table) == -signal.SIGKILL
        assert (rows(database, edition), rows(database, citation)) == (0, 0)

    # The portal goes on after the crash, and what it published before the next one stays.
    assert run(database, "publish", "after commit", edition) == -signal.SIGKILL
    assert (rows(database, edition), rows(database, citation)) == (1, 10)
