"""The Nu HTML checker, from npm and under var/; it needs Java."""

import json
import re
import shutil
import subprocess
from collections import defaultdict
from pathlib import Path

VERSION = "26.9.27"
FOLDER = Path(__file__).parent.parent / "var" / "vnu"
JAR = FOLDER / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
STAMP = FOLDER / VERSION


def why_not() -> str:
    """Return why the checker cannot run on this machine, "" where it can; fetch it if need be."""
    if not shutil.which("java"):
        return "Java is not installed (Debian: default-jre-headless)"
    if STAMP.exists():
        return ""
    if not shutil.which("npm"):
        return "npm is not installed (Debian: npm)"
    package = f"vnu-jar@{VERSION}"
    fetched = subprocess.run(
        ["npm", "install", "--prefix", FOLDER, "--no-save", "--ignore-scripts", package],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if fetched.returncode != 0 or not JAR.exists():
        return f"npm could not fetch {package}: {fetched.stderr[-500:]}"
    STAMP.touch()
    return ""


def faults(folder: Path) -> list[str]:
    """Return what the checker finds wrong in the pages of `folder`, errors and warnings.

    One line for each fault, with the number of times it was met and the first place.
    """
    checked = subprocess.run(
        ["java", "-Xss1m", "-jar", JAR, "--format", "json", "--exit-zero-always", folder],
        capture_output=True,
        text=True,
        check=True,
    )
    places = defaultdict(list)
    for message in json.loads(checked.stderr)["messages"]:
        fault = re.sub(r"“.*?”", "“…”", message["message"])
        place = f"{Path(message['url']).name}:{message.get('lastLine', '?')}"
        places[fault].append(f"{place}: {message['message']} {message.get('extract', '')}")
    return [f"{len(found)} x {found[0]}" for found in places.values()]
