"""Drives Debian's Firefox by its own remote control, Marionette: a length, a colon, then JSON.

Playwright needs a Firefox that it built itself, and Selenium a driver that Debian does not pack;
what the tests ask of a second browser needs neither.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests import debian

SECONDS_TO_START = 60
SECONDS_TO_ANSWER = 60


class Firefox:
    """An open window of Firefox."""

    def __init__(self, connection: socket.socket) -> None:
        self.connection = connection
        self.sent = 0
        self._receive()  # It introduces itself.
        self.command("WebDriver:NewSession")

    def command(self, name: str, **parameters: object) -> Any:
        """Send one of the WebDriver's commands and return its answer. Raises RuntimeError."""
        self.sent += 1
        message = json.dumps([0, self.sent, name, parameters]).encode()
        self.connection.sendall(b"%d:%b" % (len(message), message))
        _kind, _number, error, answer = self._receive()
        if error:
            raise RuntimeError(f"{name}: {error['message']}")
        return answer

    def open(self, address: str) -> None:
        """Go to an address and wait until it is there."""
        self.command("WebDriver:Navigate", url=address)

    def run(self, script: str, *arguments: object) -> Any:
        """Run the body of an asynchronous function in the page and return what it returns."""
        body = f"""
            const answer = arguments[arguments.length - 1];
            (async () => {{ {script} }})().then(answer, (error) => answer(String(error)));
        """
        return self.command("WebDriver:ExecuteAsyncScript", script=body, args=arguments)["value"]

    def _receive(self) -> Any:
        length = b""
        while not length.endswith(b":"):
            length += self._read(1)
        return json.loads(self._read(int(length[:-1])))

    def _read(self, size: int) -> bytes:
        data = b""
        while len(data) < size:
            part = self.connection.recv(size - len(data))
            if not part:
                raise RuntimeError("Firefox has closed its remote control.")
            data += part
        return data


@contextmanager
def firefox() -> Iterator[Firefox | None]:
    """Start a Firefox without a window, with a profile of its own; None where there is none."""
    path = debian.firefox()
    if path is None:
        yield None
        return
    profile = Path(tempfile.mkdtemp(prefix="portal-firefox-"))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    (profile / "user.js").write_text(
        f'user_pref("marionette.port", {port});\n'
        'user_pref("datareporting.policy.dataSubmissionEnabled", false);\n'
        'user_pref("intl.accept_languages", "ja");\n'
    )
    process = subprocess.Popen(
        [path, "--headless", "--marionette", "--no-remote", "--profile", str(profile)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"HOME": str(profile)},
    )
    try:
        with _connected(port) as connection:
            yield Firefox(connection)
    finally:
        process.terminate()
        process.wait()
        shutil.rmtree(profile, ignore_errors=True)


def _connected(port: int) -> socket.socket:
    deadline = time.monotonic() + SECONDS_TO_START
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=SECONDS_TO_ANSWER)
        except ConnectionRefusedError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
