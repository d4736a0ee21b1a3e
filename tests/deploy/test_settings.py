"""A start with missing or weak settings is refused with one sentence that says what to set."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

PROJECT = Path(__file__).parents[2]
SECRET_KEY = "pEm3V5h0w-nG8yq_Zb7T2cKx9RfLs4aUjD1oWiQ6tYkXvBzNeHgCrSlPdAuMfJ"
PRODUCTION = {
    "DEBUG": "false",
    "SECRET_KEY": SECRET_KEY,
    "ALLOWED_HOSTS": "portal.city.example.jp",
    "DATABASE_URL": "postgres://portal:secret@127.0.0.1:5432/portal",
}
POSTGRESQL = "postgres://portal:PASSWORD@127.0.0.1:5432/portal"


def start(*command: str, **variables: str | None) -> subprocess.CompletedProcess[str]:
    """Run Python on the portal with these variables and no others; None takes one away."""
    environment = {"ENV_FILE": os.devnull, "PATH": os.environ["PATH"], **variables}
    return subprocess.run(
        [sys.executable, *command],
        cwd=PROJECT,
        env={name: value for name, value in environment.items() if value is not None},
        capture_output=True,
        text=True,
        check=False,
    )


def values(*names: str, **variables: str | None) -> list[Any]:
    """Return settings as they are with these variables."""
    printing = f"import json; from kikugawa_portal import settings as s; print(json.dumps([{', '.join(f's.{name}' for name in names)}]))"  # noqa: E501
    started = start("-c", printing, **variables)
    assert started.stderr == ""
    return list(json.loads(started.stdout))


NOT_SET = "is not set. DEBUG is off, so this is production: set"
REFUSALS: dict[str, tuple[dict[str, str | None], str]] = {
    "no secret key": ({"SECRET_KEY": None}, f"SECRET_KEY {NOT_SET} SECRET_KEY in the"),
    "an empty secret key": ({"SECRET_KEY": ""}, f"SECRET_KEY {NOT_SET} SECRET_KEY in the"),
    "a short secret key": ({"SECRET_KEY": SECRET_KEY[:49]}, "SECRET_KEY is too weak"),
    "a monotonous secret key": ({"SECRET_KEY": "abc" * 20}, "SECRET_KEY is too weak"),
    "the secret key of development": (
        {"SECRET_KEY": "development-only-this-key-signs-nothing-that-matters"},
        "SECRET_KEY is too weak: set it to at least 50 random characters",
    ),
    "a portal address with a path": (
        {"PUBLIC_ADDRESS": "https://portal.city.example.jp/portal"},
        "PUBLIC_ADDRESS names https://portal.city.example.jp/portal, which is no origin",
    ),
    "no hosts": ({"ALLOWED_HOSTS": None}, "for example ALLOWED_HOSTS=portal.city.example.jp"),
    "blank hosts": ({"ALLOWED_HOSTS": " "}, f"ALLOWED_HOSTS {NOT_SET} ALLOWED_HOSTS in the"),
    "hosts of commas": ({"ALLOWED_HOSTS": ","}, f"ALLOWED_HOSTS {NOT_SET}"),
    "any host": ({"ALLOWED_HOSTS": "portal.city.example.jp,*"}, "ALLOWED_HOSTS is *, which"),
    "a host with a scheme": (
        {"ALLOWED_HOSTS": "https://portal.city.example.jp"},
        "ALLOWED_HOSTS names https://portal.city.example.jp, which is no host name: leave out the",
    ),
    "a host with a port": ({"ALLOWED_HOSTS": "portal:8000"}, "ALLOWED_HOSTS names portal:8000,"),
    "a host with a wildcard": ({"ALLOWED_HOSTS": "*.example.jp"}, "names *.example.jp, which is"),
    "no database": ({"DATABASE_URL": None}, f"for example DATABASE_URL={POSTGRESQL}"),
    "an empty database": ({"DATABASE_URL": ""}, f"DATABASE_URL {NOT_SET} DATABASE_URL in"),
    "a database without a scheme": (
        {"DATABASE_URL": "portal"},
        f"DATABASE_URL is malformed: it must be an address like {POSTGRESQL} or sqlite:////srv",
    ),
    "a database with a raw password": (
        {"DATABASE_URL": "postgres://portal:pass/word@127.0.0.1/portal"},
        "DATABASE_URL is malformed",
    ),
    "a database of another make": (
        {"DATABASE_URL": "mysql://portal@127.0.0.1/portal"},
        "DATABASE_URL names no database that the portal can use: it must be PostgreSQL",
    ),
    "a server without a database": (
        {"DATABASE_URL": "postgres://portal@127.0.0.1"},
        "DATABASE_URL names no database that the portal can use",
    ),
    "a database that forgets": ({"DATABASE_URL": "sqlite://:memory:"}, "names no database that"),
    "mail to nowhere": ({"EMAIL_URL": "mail.city.example.jp"}, "EMAIL_URL names no way to send"),
    "mail through a wrong port": ({"EMAIL_URL": "smtp://host:none"}, "EMAIL_URL is malformed"),
    "an unknown cache": ({"CACHE_URL": "memory"}, "CACHE_URL is malformed: it must be an address"),
    "an unclear switch": ({"DEBUG": "ja"}, "DEBUG is malformed: it must be true or false."),
    "an empty switch": ({"BEHIND_PROXY": ""}, "BEHIND_PROXY is malformed: it must be true or"),
    "words for a number": (
        {"SESSION_COOKIE_AGE": "8h"},
        "SESSION_COOKIE_AGE is malformed: it must be a whole number of seconds.",
    ),
    "a negative time": ({"CONN_MAX_AGE": "-1"}, "CONN_MAX_AGE must not be negative"),
    "an origin without a scheme": (
        {"CSRF_TRUSTED_ORIGINS": "portal.city.example.jp"},
        "CSRF_TRUSTED_ORIGINS names portal.city.example.jp, which is no origin",
    ),
    "an unknown log level": ({"LOG_LEVEL": "loud"}, "LOG_LEVEL must be one of DEBUG, INFO,"),
}


@pytest.mark.parametrize("case", REFUSALS)
def test_production_refuses_a_missing_or_weak_value_with_a_sentence(case):
    changes, sentence = REFUSALS[case]
    started = start("manage.py", "check", **{**PRODUCTION, **changes})

    assert started.returncode == 1
    assert started.stdout == ""
    (line,) = started.stderr.splitlines()
    assert line.startswith("The portal does not start: ")
    assert sentence in line
    assert "pass/word" not in line


def test_a_refusal_at_the_application_server_ends_with_the_same_sentence():
    started = start("-c", "import kikugawa_portal.wsgi", **{**PRODUCTION, "SECRET_KEY": None})

    assert started.stderr.splitlines()[-1].startswith(
        "django.core.exceptions.ImproperlyConfigured: SECRET_KEY is not set."
    )


def test_production_passes_the_deployment_check():
    started = start("manage.py", "check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)

    assert started.stderr == ""
    assert started.returncode == 0


def test_production_is_closed_by_default():
    assert values(
        "DEBUG",
        "SECURE_SSL_REDIRECT",
        "SESSION_COOKIE_SECURE",
        "CSRF_COOKIE_SECURE",
        "SECURE_HSTS_SECONDS",
        "SECURE_HSTS_PRELOAD",
        "ALLOWED_HOSTS",
        **PRODUCTION,
    ) == [False, True, True, True, 31536000, False, ["portal.city.example.jp"]]


def test_development_needs_no_variable_and_answers_to_this_machine_only():
    assert values("DEBUG", "ALLOWED_HOSTS", "SECURE_SSL_REDIRECT", "CONTENT_SECURITY_POLICY") == [
        True,
        ["127.0.0.1", "localhost", "[::1]"],
        False,
        values("CONTENT_SECURITY_POLICY", **PRODUCTION)[0],
    ]


def test_development_keeps_its_database_under_var():
    (databases,) = values("DATABASES")
    assert databases["default"]["ENGINE"] == "django.db.backends.sqlite3"
    assert databases["default"]["NAME"] == str(PROJECT / "var" / "portal.sqlite3")


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("sqlite:////srv/portal/portal.sqlite3", "/srv/portal/portal.sqlite3"),
        ("sqlite:///var/other.sqlite3", str(PROJECT / "var" / "other.sqlite3")),
    ],
)
def test_a_file_of_sqlite_is_found_from_any_folder(written, name):
    (databases,) = values("DATABASES", DATABASE_URL=written)
    assert databases["default"]["NAME"] == name


def test_a_connection_to_postgresql_is_kept_checked_and_not_waited_for_forever():
    (databases,) = values(
        "DATABASES",
        **{
            **PRODUCTION,
            "DATABASE_URL": "postgres://p:a%2Fb%40c@db.example.jp/portal?sslmode=require",
        },
    )
    database = databases["default"]
    assert (database["HOST"], database["NAME"], database["PASSWORD"]) == (
        "db.example.jp",
        "portal",
        "a/b@c",
    )
    assert (database["CONN_MAX_AGE"], database["CONN_HEALTH_CHECKS"]) == (60, True)
    assert database["OPTIONS"] == {"connect_timeout": 10, "sslmode": "require"}


def test_the_environment_goes_before_the_file(tmp_path):
    file = tmp_path / "portal.env"
    file.write_text("LOG_LEVEL=ERROR\nSESSION_COOKIE_AGE=60\n")

    assert values(
        "LOG_LEVEL", "SESSION_COOKIE_AGE", ENV_FILE=str(file), SESSION_COOKIE_AGE="120"
    ) == ["ERROR", 120]


def test_every_variable_is_listed_in_the_example_and_no_other():
    modules = ("settings", "environment")
    settings = "".join((PROJECT / "kikugawa_portal" / f"{m}.py").read_text() for m in modules)
    read = re.findall(
        r'(?:env\.\w+|setting|switch|seconds|several|one_of|mail)\(\s*(?:env\.\w+,\s*)?"(\w+)"',
        settings,
    )
    listed = re.findall(r"^# (\w+)=", (PROJECT / ".env.example").read_text(), flags=re.MULTILINE)

    assert sorted(set(read)) == sorted(listed)


def test_the_example_as_it_stands_changes_nothing():
    names = ["DEBUG", "ALLOWED_HOSTS", "DATABASES", "SESSION_COOKIE_AGE", "EMAIL"]
    assert values(*names, ENV_FILE=str(PROJECT / ".env.example")) == values(*names)
