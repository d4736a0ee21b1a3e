"""A real PostgreSQL for the tests: a given one, one that listens here, or a throwaway cluster."""

import getpass
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from tests import debian


class Unavailable(Exception):
    """No PostgreSQL can be had; the message says what was tried."""


def can_create_databases(url: str) -> bool:
    """Return whether the server of `url` answers and lets its user create databases."""
    question = "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user"
    try:
        with psycopg.connect(url, dbname="postgres", connect_timeout=3) as connection:
            return connection.execute(question).fetchone() == (True,)
    except psycopg.Error:
        return False


def listening(port: int = 5432) -> str | None:
    """Return the address of a database on a server that listens on 127.0.0.1, None for none.

    The database does not exist: it lends its name, the process's own, to the test database.
    """
    for user in dict.fromkeys(["postgres", getpass.getuser()]):
        url = f"postgres://{user}@127.0.0.1:{port}/portal_{os.getpid()}"
        if can_create_databases(url):
            return url
    return None


def programs() -> Path | None:
    """Return the folder of initdb and pg_ctl, the newest version's, None where there is none."""
    folders = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: path.parent.name.zfill(4)
    )
    on_path = shutil.which("pg_ctl")
    if on_path:
        folders.append(Path(on_path).resolve().parent)
    return next((path for path in reversed(folders) if (path / "initdb").exists()), None)


@contextmanager
def throwaway_cluster() -> Iterator[str]:
    """Yield the address of a cluster of its own: a folder, a Unix socket, gone afterwards.

    Raises Unavailable where PostgreSQL is not installed, or does not start.
    """
    bin_folder = programs()
    if bin_folder is None:
        raise Unavailable("PostgreSQL's initdb and pg_ctl are not installed.")
    with tempfile.TemporaryDirectory(prefix="portal-postgresql-") as name:
        folder = Path(name)
        data, log = folder / "data", folder / "log"
        prefix = unprivileged_prefix(folder)
        options = (
            f"-c listen_addresses= -c unix_socket_directories={folder} "
            "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
        )

        def run(program: str, *arguments: str) -> None:
            done = subprocess.run(
                [*prefix, str(bin_folder / program), "-D", str(data), *arguments],
                cwd=folder,
                capture_output=True,
                text=True,
                check=False,
            )
            if done.returncode != 0:
                written = log.read_text() if log.exists() else ""
                raise Unavailable(f"{program} failed: {done.stderr}{written}")

        run("initdb", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        run("pg_ctl", "start", "-w", "-l", str(log), "-o", options)
        try:
            yield f"postgres:///portal?host={folder}&user=postgres"
        finally:
            run("pg_ctl", "stop", "-w", "-m", "fast")


def unprivileged_prefix(folder: Path) -> list[str]:
    """Return what runs a command without root's rights, which PostgreSQL refuses, in `folder`."""
    if os.geteuid() != 0:
        return []
    users = {person.pw_name: person for person in pwd.getpwall()}
    user = users.get("postgres") or users["nobody"]
    os.chown(folder, user.pw_uid, user.pw_gid)
    return ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]


@contextmanager
def server(given: str | None) -> Iterator[str]:
    """Yield the address of a PostgreSQL on which the tests may create their database.

    `given` is the caller's DATABASE_URL: where it names a PostgreSQL, that one and no other.
    PORTAL_TESTS_POSTGRESQL=throwaway passes over a server that happens to listen here.
    Raises Unavailable where none can be had.
    """
    if given and given.startswith("postgres"):
        if not can_create_databases(given):
            raise Unavailable(
                "The server at DATABASE_URL does not answer, or does not let its user create "
                "databases (ALTER ROLE ... CREATEDB)."
            )
        yield given
        return
    if os.environ.get("PORTAL_TESTS_POSTGRESQL") != "throwaway":
        url = listening()
        if url:
            yield url
            return
    if programs() is None and not debian.install(["postgresql"]):
        raise Unavailable(
            "None at DATABASE_URL, none listens on 127.0.0.1:5432, and none is installed or can "
            "be installed without a password: apt-get install postgresql."
        )
    with throwaway_cluster() as url:
        yield url
