"""How `python -m tests` comes by a PostgreSQL, and what it says where there is none."""

import socket
import subprocess
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from tests import __main__ as suite
from tests import debian, postgresql
from tests.postgresql import Unavailable
from tests.told import Told

NOWHERE = "postgres://nobody@127.0.0.1:1/portal"


@pytest.fixture
def closed_port():
    """A port of this machine on which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_a_throwaway_cluster_makes_databases_and_leaves_nothing_behind():
    if postgresql.programs() is None:
        pytest.skip("PostgreSQL's programs are not installed here.")
    with postgresql.throwaway_cluster() as url:
        assert postgresql.can_create_databases(url)
        with psycopg.connect(url, dbname="postgres") as connection:
            (folder,) = connection.execute("SHOW data_directory").fetchall()[0]
            assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
        assert Path(folder).exists()

    assert not Path(folder).parent.exists()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url, dbname="postgres", connect_timeout=2)


def test_a_throwaway_cluster_that_does_not_start_says_why(monkeypatch, tmp_path):
    (tmp_path / "initdb").write_text("#!/bin/sh\necho no room on the disk >&2\nexit 1\n")
    (tmp_path / "initdb").chmod(0o755)
    tmp_path.chmod(0o755)
    monkeypatch.setattr(postgresql, "programs", lambda: tmp_path)
    monkeypatch.setattr(postgresql, "unprivileged_prefix", lambda folder: [])

    with (
        pytest.raises(Unavailable, match="initdb failed: no room on the disk"),
        postgresql.throwaway_cluster(),
    ):
        pass


def test_no_server_listens_on_a_closed_port(closed_port):
    assert postgresql.listening(closed_port) is None


def test_the_server_at_database_url_is_taken_or_refused_but_never_replaced():
    with pytest.raises(Unavailable, match="DATABASE_URL does not answer"):
        postgresql.server(NOWHERE).__enter__()


def test_a_listening_server_goes_before_a_throwaway_one(monkeypatch):
    monkeypatch.delenv("PORTAL_TESTS_POSTGRESQL", raising=False)
    monkeypatch.setattr(postgresql, "listening", lambda: "the one that listens")

    with postgresql.server("sqlite:///var/portal.sqlite3") as url:
        assert url == "the one that listens"


def test_a_throwaway_server_can_be_asked_for(monkeypatch):
    @contextmanager
    def throwaway():
        yield "the throwaway one"

    monkeypatch.setenv("PORTAL_TESTS_POSTGRESQL", "throwaway")
    monkeypatch.setattr(postgresql, "programs", lambda: Path("/bin"))
    monkeypatch.setattr(postgresql, "throwaway_cluster", throwaway)

    with postgresql.server(None) as url:
        assert url == "the throwaway one"


@pytest.fixture
def bare_machine(monkeypatch):
    """A machine without PostgreSQL, on which nothing may be installed."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("PORTAL_TESTS_POSTGRESQL", raising=False)
    monkeypatch.delenv(suite.WITHOUT_POSTGRESQL, raising=False)
    monkeypatch.setattr(postgresql, "listening", lambda: None)
    monkeypatch.setattr(postgresql, "programs", lambda: None)
    monkeypatch.setattr(debian, "superuser_prefix", lambda: None)


def test_a_machine_without_postgresql_fails_and_says_so(bare_machine, capsys):
    outcome = suite.run_on_postgresql([])

    assert outcome == suite.Outcome(
        False, "NOT RUN; PORTAL_TESTS_WITHOUT_POSTGRESQL=1 would let the tests pass"
    )
    assert (
        "!!! The suite did not run on PostgreSQL. None at DATABASE_URL," in capsys.readouterr().err
    )


def test_a_machine_without_postgresql_passes_where_that_is_allowed(bare_machine, monkeypatch):
    monkeypatch.setenv(suite.WITHOUT_POSTGRESQL, "1")

    assert suite.run_on_postgresql([]) == suite.Outcome(
        True,
        "NOT RUN, which PORTAL_TESTS_WITHOUT_POSTGRESQL=1 allows",
    )


@pytest.mark.parametrize(
    ("allowed", "said"),
    [
        (True, "Installing libreoffice-calc-nogui with apt-get ...\n"),
        (False, "No LibreOffice: the tests that open the portal's spreadsheets in it are passed"),
    ],
)
def test_libreoffice_is_installed_where_that_is_allowed(monkeypatch, capsys, allowed, said):
    asked: list[str] = []

    def run(command, **options):
        asked.append(" ".join(command[command.index("apt-get") :]))
        return subprocess.CompletedProcess(command, 0, stdout="")

    monkeypatch.setattr(debian, "libreoffice", lambda: None)
    monkeypatch.setattr(debian, "superuser_prefix", lambda: [] if allowed else None)
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr("subprocess.run", run)

    debian.install_office()

    apt_get = "apt-get -qq -y"
    install = f"{apt_get} install --no-install-recommends libreoffice-calc-nogui"
    assert asked == ([f"{apt_get} update", install] if allowed else [])
    assert said in "".join(capsys.readouterr())


@pytest.mark.parametrize(
    ("present", "to_be_had", "asked", "taken"),
    [
        ("chromium-headless-shell chromium", "", [], "chromium-headless-shell"),
        ("", "chromium-headless-shell", ["chromium-headless-shell"], "chromium-headless-shell"),
        ("chromium", "", ["chromium-headless-shell"], "chromium"),
        ("", "chromium", ["chromium-headless-shell", "chromium"], "chromium"),
    ],
    ids=["it is there", "it can be had", "another is there", "another can be had"],
)
def test_the_lightest_chromium_is_installed_and_taken(
    monkeypatch, present, to_be_had, asked, taken
):
    machine, installed = {*present.split(), "firefox-esr"}, []

    def install(packages: list[str]) -> bool:
        installed.extend(packages)
        machine.update(set(packages) & {to_be_had})
        return set(packages) <= machine

    monkeypatch.setattr(debian, "install", install)
    monkeypatch.setattr(debian, "has_japanese_font", lambda: True)
    monkeypatch.setattr("shutil.which", lambda name: f"/bin/{name}" if name in machine else None)

    debian.install_browser()

    assert installed == asked
    assert debian.chromium() == f"/bin/{taken}"


@pytest.mark.parametrize("failing", ["SQLite", "PostgreSQL", None])
def test_one_failing_database_fails_the_whole(monkeypatch, capsys, failing):
    def outcome(database: str) -> suite.Outcome:
        words = "FAILED" if database == failing else "passed"
        told = Told(passed_over={f"nothing for {database}": ["tests/test_a.py::test_b"]})
        return suite.Outcome(database != failing, words, told)

    for what in ("browser", "pdf_engine", "office"):
        monkeypatch.setattr(debian, f"install_{what}", lambda: None)
    monkeypatch.setattr("signal.signal", lambda number, handler: None)
    monkeypatch.setattr(suite, "run_pytest", lambda database, *_: outcome(database))
    monkeypatch.setattr(suite, "run_on_postgresql", lambda *_: outcome("PostgreSQL"))

    assert suite.main([]) == (1 if failing else 0)
    said = capsys.readouterr().out
    for database in ("SQLite", "PostgreSQL"):
        assert f"\n{database}: {outcome(database).words}\n" in said
        assert f"\nPassed over on {database}: 1\n     1 nothing for {database}\n" in said
