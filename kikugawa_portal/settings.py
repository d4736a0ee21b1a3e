"""Settings, all from the environment (or from `.env` beside manage.py).

Without any variable these are the settings of development: SQLite under var/,
DEBUG on, reachable from this machine only. With DEBUG=false they are those of
production: a missing or weak value stops the start with a sentence that says
what to set. `.env.example` lists every variable.
"""

from csp.constants import NONE, SELF
from django.contrib.messages import constants as message_levels
from django.core.exceptions import ImproperlyConfigured

from kikugawa_portal.environment import (
    BASE_DIR,
    env,
    mail,
    one_of,
    refuse_host,
    refuse_origin,
    require,
    seconds,
    setting,
    several,
    switch,
)

VAR_DIR = BASE_DIR / "var"

# What kind of installation this is ----------------------------------------------------------

DEBUG = switch("DEBUG", True)
PRODUCTION = not DEBUG

KEY_HINT = "to the output of python3 -c 'import secrets; print(secrets.token_urlsafe(64))'"
DEVELOPMENT_KEY = "development-only-this-key-signs-nothing-that-matters"
SECRET_KEY = env.str("SECRET_KEY", "" if PRODUCTION else DEVELOPMENT_KEY)
if PRODUCTION:
    require("SECRET_KEY", SECRET_KEY.strip(), KEY_HINT)
    if len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 10 or SECRET_KEY == DEVELOPMENT_KEY:
        raise ImproperlyConfigured(
            "SECRET_KEY is too weak: set it to at least 50 random characters, "
            f"for example {KEY_HINT}"
        )

LOCAL_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
ALLOWED_HOSTS = several("ALLOWED_HOSTS", [] if PRODUCTION else LOCAL_HOSTS)
if PRODUCTION:
    require("ALLOWED_HOSTS", ALLOWED_HOSTS, "ALLOWED_HOSTS=portal.city.example.jp")
    for host in ALLOWED_HOSTS:
        refuse_host(host)

# What PDFs and mails say that the portal's address is: a command has no request to read it off.
PUBLIC_ADDRESS = (
    env.str("PUBLIC_ADDRESS", "").strip()
    or (f"https://{ALLOWED_HOSTS[0].lstrip('.')}" if PRODUCTION else "http://127.0.0.1:8000")
).rstrip("/")
refuse_origin("PUBLIC_ADDRESS", PUBLIC_ADDRESS)

# Applications, floor by floor from the top (docs/architecture.md) ---------------------------

INSTALLED_APPS = [
    "kikugawa_portal",
    "reports",
    "indicators",
    "directions",
    "actors",
    "principles",
    "guideline",
    "documents",
    "dads",
    "crispy_forms",
    "django_filters",
    "csp",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "kikugawa_portal.middleware.CachingMiddleware",
    "kikugawa_portal.middleware.ReadOnlyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "kikugawa_portal.middleware.EndedSessionMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "kikugawa_portal.middleware.OwnNotFoundPageMiddleware",
]

ROOT_URLCONF = "kikugawa_portal.urls"
WSGI_APPLICATION = "kikugawa_portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kikugawa_portal.context_processors.sample",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = ("dads",)
CRISPY_TEMPLATE_PACK = "dads"
MESSAGE_TAGS = {message_levels.ERROR: "error", message_levels.SUCCESS: "success"}

# Data ---------------------------------------------------------------------------------------

DATABASE_URL_EXAMPLE = "postgres://portal:PASSWORD@127.0.0.1:5432/portal"
if PRODUCTION:
    require(
        "DATABASE_URL", env.str("DATABASE_URL", "").strip(), f"DATABASE_URL={DATABASE_URL_EXAMPLE}"
    )
DATABASE = setting(
    env.dj_db_url,
    "DATABASE_URL",
    f"sqlite:///{VAR_DIR / 'portal.sqlite3'}",
    f"an address like {DATABASE_URL_EXAMPLE} or sqlite:////srv/portal/portal.sqlite3 "
    "(special characters of a password as %XX)",
)
if DATABASE["ENGINE"] == "django.db.backends.postgresql" and DATABASE["NAME"]:
    # Connections are kept between requests where processes are few and live long, and a dead
    # one is noticed before it is used. A server that does not answer is given up soon.
    DATABASE["CONN_MAX_AGE"] = seconds("CONN_MAX_AGE", 60 if PRODUCTION else 0)
    DATABASE["CONN_HEALTH_CHECKS"] = True
    DATABASE["OPTIONS"] = {"connect_timeout": 10, **DATABASE.get("OPTIONS", {})}
elif DATABASE["ENGINE"] == "django.db.backends.sqlite3" and DATABASE["NAME"] != ":memory:":
    # Writers queue instead of failing, and readers never wait for them. Foreign keys are on by
    # Django's default. synchronous=FULL: a figure that was reported as saved survives a power cut.
    DATABASE["NAME"] = str(BASE_DIR / DATABASE["NAME"])
    DATABASE["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }
    VAR_DIR.mkdir(exist_ok=True)
else:
    raise ImproperlyConfigured(
        "DATABASE_URL names no database that the portal can use: it must be PostgreSQL, like "
        f"{DATABASE_URL_EXAMPLE}, or a file of SQLite, like sqlite:////srv/portal/portal.sqlite3"
    )
DATABASES = {"default": DATABASE}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": setting(
        env.dj_cache_url,
        "CACHE_URL",
        "locmem:",
        "an address like locmem: or redis://127.0.0.1:6379/0",
    )
}

# PDFs ---------------------------------------------------------------------------------------

# Off, publishing never waits for a PDF: `manage.py make_pdfs` makes them all.
PDF_AT_PUBLICATION = switch("PDF_AT_PUBLICATION", True)

# Sign-in ------------------------------------------------------------------------------------

LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "staff-home"
LOGOUT_REDIRECT_URL = "home"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# How figures are entered ----------------------------------------------------------------------

SECOND_PAIR_OF_EYES = switch("SECOND_PAIR_OF_EYES", False)
"""Whether a figure is confirmed by somebody else than whoever entered it."""

# Language and time --------------------------------------------------------------------------

LANGUAGE_CODE = "ja"
LANGUAGES = [("ja", "日本語")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Tokyo"
USE_I18N = True
USE_TZ = True

# Static files -------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
if not PRODUCTION:
    STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # collectstatic fills it in production
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

# Mail ---------------------------------------------------------------------------------------

EMAIL = mail("EMAIL_URL", "console:")
EMAIL_BACKEND = EMAIL["EMAIL_BACKEND"]
EMAIL_HOST = EMAIL["EMAIL_HOST"]
EMAIL_PORT = EMAIL["EMAIL_PORT"]
EMAIL_HOST_USER = EMAIL["EMAIL_HOST_USER"]
EMAIL_HOST_PASSWORD = EMAIL["EMAIL_HOST_PASSWORD"]
EMAIL_FILE_PATH = EMAIL["EMAIL_FILE_PATH"]
EMAIL_USE_TLS = EMAIL["EMAIL_USE_TLS"]
EMAIL_USE_SSL = EMAIL["EMAIL_USE_SSL"]
EMAIL_TIMEOUT = EMAIL["EMAIL_TIMEOUT"] or 15
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("DEFAULT_FROM_EMAIL", "portal@localhost")

# Security -----------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
# What no page of the portal needs. An empty list allows it to nobody.
PERMISSIONS_POLICY: dict[str, list[str]] = {
    "camera": [],
    "geolocation": [],
    "microphone": [],
    "payment": [],
    "usb": [],
    "browsing-topics": [],
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
CSRF_FAILURE_VIEW = "kikugawa_portal.errors.csrf_failure"
CSRF_TRUSTED_ORIGINS = several("CSRF_TRUSTED_ORIGINS", [])
for origin in CSRF_TRUSTED_ORIGINS:
    refuse_origin("CSRF_TRUSTED_ORIGINS", origin)
SESSION_COOKIE_AGE = seconds("SESSION_COOKIE_AGE", 8 * 60 * 60)  # one working day
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = PRODUCTION
SECURE_SSL_REDIRECT = switch("SECURE_SSL_REDIRECT", PRODUCTION)
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]  # A monitor on the same machine asks without HTTPS.
SECURE_HSTS_SECONDS = seconds("SECURE_HSTS_SECONDS", 365 * 24 * 60 * 60 if PRODUCTION else 0)
SECURE_HSTS_INCLUDE_SUBDOMAINS = switch("SECURE_HSTS_INCLUDE_SUBDOMAINS", PRODUCTION)
# The preload list is about a city's whole domain and next to irrevocable: not the portal's to ask.
SECURE_HSTS_PRELOAD = switch("SECURE_HSTS_PRELOAD", False)
SILENCED_SYSTEM_CHECKS = ["security.W021"]
if switch("BEHIND_PROXY", False):
    # Only where a reverse proxy sets this header itself, and drops what a visitor sent.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Logging ------------------------------------------------------------------------------------

LOG_LEVEL = one_of("LOG_LEVEL", "INFO", ["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"])
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    # Without handlers of its own, which would print a line twice, or mail it to nobody.
    # The makers of PDFs tell every step and every letter at INFO.
    "loggers": {
        "django": {"level": LOG_LEVEL},
        "weasyprint": {"level": "ERROR"},
        "fontTools": {"level": "ERROR"},
        "pikepdf": {"level": "ERROR"},
    },
}
