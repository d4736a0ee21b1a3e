"""Every string is translated into every language of the portal: `python -m tests.translations`.

Japanese is the language of the source, so it needs none. The strings are read anew from the
code, not from locale/, where one may be missing because nobody ran makemessages.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from django.utils.translation import to_locale

from kikugawa_portal.settings import LANGUAGE_CODE, LANGUAGES

PROJECT = Path(__file__).parent.parent
NOT_SOURCE = shutil.ignore_patterns(".*", "var", "node_modules", "tests", "requirements", "docs")


def missing(catalogue: Path) -> list[str]:
    """Return the strings that a catalogue lacks, or has only as a guess."""
    strings: list[str] = []
    for doubt in ("--untranslated", "--only-fuzzy"):
        listed = subprocess.run(
            ["msgattrib", doubt, "--no-obsolete", "--no-wrap", catalogue],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        entries = re.findall(r'^msgid (".*(?:\n".*)*)', listed, flags=re.MULTILINE)
        strings += [entry.replace("\n", " ") for entry in entries if entry != '""']
    return strings


def main() -> int:
    """Report what is missing; return the exit code."""
    languages = [code for code, _ in LANGUAGES if code != LANGUAGE_CODE]
    if not languages:
        print(f"The portal speaks {LANGUAGE_CODE} alone: nothing to translate.")
        return 0
    if not shutil.which("msgattrib"):
        print("gettext is not installed (Debian: gettext).", file=sys.stderr)
        return 1
    lacking = 0
    with tempfile.TemporaryDirectory(prefix="portal-translations-") as folder:
        copy = Path(folder) / "portal"
        shutil.copytree(PROJECT, copy, ignore=NOT_SOURCE)
        locales = [f"--locale={to_locale(language)}" for language in languages]
        subprocess.run(
            [sys.executable, "manage.py", "makemessages", "--no-location", *locales],
            cwd=copy,
            stdout=subprocess.DEVNULL,
            check=True,
        )
        for language in languages:
            folder_of_language = copy / "locale" / to_locale(language)
            strings = missing(folder_of_language / "LC_MESSAGES" / "django.po")
            lacking += len(strings)
            for string in strings:
                print(f"{language}: {string}")
    print(f"{lacking} missing or doubtful" if lacking else f"Complete: {', '.join(languages)}")
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main())
