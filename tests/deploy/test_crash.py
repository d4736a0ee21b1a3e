"""Killing the portal in the middle of saving leaves a whole sheet or none."""

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest
from django.db import connection

ROOT = Path(__file__).parents[2]

SAVE = """
import os, signal, sys
from decimal import Decimal

import django
django.setup()
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection, transaction

from indicators.actions import NewFigure, record_entries
from indicators.fiscal_year import FiscalYear
from indicators.models import Indicator

if sys.argv[1] == "prepare":
    call_command("migrate", verbosity=0)
    call_command("load_guideline", verbosity=0)
    User.objects.create_user("city")
    sys.exit()

def kill_after_insert(execute, sql, params, many, context):
    result = execute(sql, params, many, context)
    if sql.startswith('INSERT INTO "indicators_entry"'):
        os.kill(os.getpid(), signal.SIGKILL)
    return result

figures = [NewFigure(indicator, Decimal(7)) for indicator in Indicator.objects.all()]
by = User.objects.get(username="city")
if sys.argv[1] == "before commit":
    with connection.execute_wrapper(kill_after_insert):
        record_entries(year=FiscalYear(2026), figures=figures, by=by)
else:
    record_entries(year=FiscalYear(2026), figures=figures, by=by)
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def database(tmp_path):
    """An empty database of the engine under test, outside the test database: its URL."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{tmp_path / 'crash.sqlite3'}"
        return
    settings = connection.settings_dict
    with psycopg.connect(**connection.get_connection_params() | {"dbname": "postgres"}) as server:
        server.autocommit = True
        server.execute("DROP DATABASE IF EXISTS portal_crash")
        server.execute("CREATE DATABASE portal_crash")
        part = {name: quote(str(settings[name]), safe="") for name in ("USER", "PASSWORD", "HOST")}
        yield "postgres://{USER}:{PASSWORD}@{HOST}:{port}/portal_crash".format(
            **part, port=settings["PORT"] or 5432
        )
        server.execute("DROP DATABASE portal_crash WITH (FORCE)")


def run(step: str, database: str) -> int:
    """Run `step` in a process of its own on `database`, and return how it ended."""
    environment = os.environ | {
        "DATABASE_URL": database,
        "DJANGO_SETTINGS_MODULE": "kikugawa_portal.settings",
    }
    done = subprocess.run(
        [sys.executable, "-c", SAVE, step], cwd=ROOT, env=environment, check=False
    )
    return done.returncode


def saved(database: str) -> int:
    """Count the entries, from outside the portal."""
    count = "SELECT count(*) FROM indicators_entry"
    if database.startswith("sqlite"):
        with sqlite3.connect(database.removeprefix("sqlite:///")) as direct:
            return direct.execute(count).fetchone()[0]
    with psycopg.connect(database) as direct:
        return direct.execute(count).fetchone()[0]


@pytest.mark.parametrize(("moment", "whole"), [("before commit", 0), ("after commit", 10)])
def test_a_kill_leaves_the_whole_sheet_or_none(moment, whole, database):
    assert run("prepare", database) == 0

    assert run(moment, database) == -signal.SIGKILL

    assert saved(database) == whole
    if whole == 0:  # and the portal goes on after the crash
        assert run("after commit", database) == -signal.SIGKILL
        assert saved(database) == 10
