"""What the tests use and pip does not bring: Debian's packages, installed where allowed.

`python -m tests.debian` sees to a browser and to what draws PDFs.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from ctypes.util import find_library


def superuser_prefix() -> list[str] | None:
    """Return what to put before a command to run it as root, None where that is not allowed."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo"):
        asked = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
        if asked.returncode == 0:
            return ["sudo", "-n"]
    return None


def install(packages: Sequence[str]) -> bool:
    """Install Debian packages; return whether they are there now. Never asks for a password."""
    prefix = superuser_prefix()
    if not shutil.which("apt-get") or prefix is None:
        return False
    print(f"Installing {', '.join(packages)} with apt-get ...", flush=True)
    apt_get = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-y"]
    for command in (["update"], ["install", "--no-install-recommends", *packages]):
        done = subprocess.run(
            [*apt_get, *command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            print(done.stdout[-2000:], file=sys.stderr)
            return False
    return True


SHELL = "chromium-headless-shell"
"""Chromium without windows and all that belongs to them: the same pages for half the work."""


def chromium() -> str | None:
    """Return the path of a Chromium, the one that works least if there are several, else None."""
    names = (SHELL, "chromium", "chromium-browser", "google-chrome")
    return next((path for name in names if (path := shutil.which(name))), None)


def firefox() -> str | None:
    """Return the path of a Firefox, None where there is none."""
    return shutil.which("firefox-esr") or shutil.which("firefox")


def has_japanese_font() -> bool:
    """Return whether the browser can draw Japanese."""
    if not shutil.which("fc-list"):
        return False
    fonts = subprocess.run(["fc-list", ":lang=ja"], capture_output=True, text=True, check=False)
    return bool(fonts.stdout.strip())


PDF_PACKAGES = (
    "libpango-1.0-0",
    "libpangoft2-1.0-0",
    "libharfbuzz-subset0",
    "fonts-morisawa-bizud-gothic",
)
"""What WeasyPrint draws with, and the font of the PDFs."""


def has_pdf_font() -> bool:
    """Return whether the PDFs' own font is here."""
    if not shutil.which("fc-list"):
        return False
    found = subprocess.run(
        ["fc-list", "BIZ UDPGothic"], capture_output=True, text=True, check=False
    )
    return bool(found.stdout.strip())


def install_pdf_engine() -> None:
    """See to what draws PDFs; say loudly what is missing and could not be had."""
    libraries = ("pango-1.0", "pangoft2-1.0", "harfbuzz-subset")
    is_there = all(map(find_library, libraries)) and has_pdf_font()
    missing = [] if is_there else ["fontconfig", *PDF_PACKAGES]
    if missing and not install(missing):
        print(
            f"MISSING: {', '.join(missing)}. The tests of PDFs need them; install them with the "
            "package manager of this machine.",
            file=sys.stderr,
        )


OFFICE = "libreoffice-calc-nogui"
"""The Debian package that opens and saves spreadsheets as staff do."""


def libreoffice() -> str | None:
    """Return the path of LibreOffice, None where there is none."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def install_office() -> None:
    """See to LibreOffice; say what is passed over where it could not be had."""
    if not libreoffice() and not install([OFFICE]):
        print(
            "No LibreOffice: the tests that open the portal's spreadsheets in it are passed over.",
            file=sys.stderr,
        )


def install_browser() -> None:
    """See to browsers and Japanese letters; say loudly what is missing and could not be had."""
    missing = []
    if not shutil.which(SHELL) and not install([SHELL]) and not chromium():
        missing.append("chromium")
    if not has_japanese_font():
        missing += ["fontconfig", "fonts-noto-cjk"]
    if missing and not install(missing):
        print(
            f"MISSING: {', '.join(missing)}. The tests in tests/browser need them; install them "
            "with the package manager of this machine.",
            file=sys.stderr,
        )
    if not firefox() and not install(["firefox-esr"]):
        print("No Firefox: its few tests in tests/browser are passed over.", file=sys.stderr)


if __name__ == "__main__":
    install_browser()
    install_pdf_engine()
