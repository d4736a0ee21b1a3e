"""The settings of the tests: those of development, whatever .env and the caller's shell say.

Only DATABASE_URL is heard, and only from the shell: it chooses the kind of database. The tests
never touch the database that it names, but make one of their own beside it.
"""

import atexit
import os
import re
import tempfile
from pathlib import Path

EXAMPLE = Path(__file__).parent.parent / ".env.example"
for variable in re.findall(r"^#? ?([A-Z_]+)=", EXAMPLE.read_text(), flags=re.MULTILINE):
    if variable != "DATABASE_URL":
        os.environ.pop(variable, None)
os.environ["ENV_FILE"] = os.devnull

from kikugawa_portal.settings import *  # noqa: E402, F403
from kikugawa_portal.settings import DATABASES, LOGGING  # noqa: E402

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, not memory: servers and threads then meet the locks that they meet in real life.
    folder = tempfile.TemporaryDirectory(prefix="portal-tests-")
    atexit.register(folder.cleanup)
    DATABASES["default"]["TEST"] = {"NAME": f"{folder.name}/test.sqlite3"}

# Drawing takes a second or two: the tests of PDFs ask for it, all others publish without.
PDF_AT_PUBLICATION = False

# A slow hash protects real passwords; these protect nothing.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
LOGGING["root"]["level"] = "ERROR"
