"""LibreOffice as staff and residents use it: it opens a file of the portal and saves it again."""

import subprocess
import tempfile
from pathlib import Path

import pytest
from django.db import connection

from tests import debian

in_libreoffice = pytest.mark.skipif(
    debian.libreoffice() is None, reason=f"No LibreOffice here: apt-get install {debian.OFFICE}."
)
"""Marks a test that runs only where LibreOffice is; `make test` installs it where it may."""

once = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="A file is the same over every database; once is enough."
)
"""Marks a test of a file, which needs no second run on another database."""


def saved_as(path: Path, wanted: str, *, read_as: str = "") -> Path:
    """Open `path`, save it as `wanted` in a new folder beside it, and return the new file.

    `wanted` is LibreOffice's --convert-to, such as `ods` or `csv:Text - txt - csv (StarCalc):44`;
    `read_as` its --infilter, for files that do not tell how they are to be read.
    """
    folder = Path(tempfile.mkdtemp(prefix="saved-", dir=path.parent))
    subprocess.run(
        [
            debian.libreoffice() or "soffice",
            f"-env:UserInstallation=file://{path.parent}/profile",
            "--headless",
            *([f"--infilter={read_as}"] if read_as else []),
            "--convert-to", wanted,
            "--outdir", str(folder),
            str(path),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )  # fmt: skip
    (saved,) = folder.iterdir()
    return saved
