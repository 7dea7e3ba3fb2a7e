"""One settings file that runs from a clone. Everything an operator may set is read from the environment (docs/operate.md).

VERBINDLICH_MODE is `demo` (default: local, embedded SQLite, demo data) or `production` (refuses what a real installation must not have).
"""

from __future__ import annotations

import secrets
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()
ROOT = Path(__file__).resolve().parent.parent
DATA = Path(env.str("VERBINDLICH_DATA", default=str(ROOT / "var")))

MODE: str = env.str("VERBINDLICH_MODE", default="demo")
if MODE not in ("demo", "production"):
    raise ImproperlyConfigured(f"VERBINDLICH_MODE ist „{MODE}“; möglich sind „demo“ und „production“.")
PRODUCTION = MODE == "production"
DEBUG: bool = env.bool("VERBINDLICH_DEBUG", default=False)
if PRODUCTION and DEBUG:
    raise ImproperlyConfigured(
        "VERBINDLICH_DEBUG darf im Betrieb nicht gesetzt sein: Fehlerseiten zeigten sonst Daten."
    )


def secret_key() -> str:
    """The operator's secret; in the demo one made once and kept in the data folder (readable by its owner only)."""
    given: str = env.str("VERBINDLICH_SECRET_KEY", default="")
    if PRODUCTION and len(given) < 32:
        raise ImproperlyConfigured(
            "VERBINDLICH_SECRET_KEY fehlt oder ist zu kurz: mindestens 32 zufällige Zeichen setzen."
        )
    if given:
        return given
    path = DATA / "secret"
    if not path.exists():
        DATA.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48), "utf-8")
    return path.read_text("utf-8")


SECRET_KEY = secret_key()
BASE_URL: str = env.str("VERBINDLICH_BASE_URL", default="" if PRODUCTION else "http://127.0.0.1:8000").rstrip("/")
if PRODUCTION and not BASE_URL.startswith("https://"):
    raise ImproperlyConfigured(
        "VERBINDLICH_BASE_URL fehlt: die öffentliche Adresse der Anwendung, mit https:// am Anfang."
    )
HOST = BASE_URL.split("//")[-1].split("/")[0].split(":")[0]
LOCAL = [] if PRODUCTION else ["localhost", "127.0.0.1", "[::1]"]
ALLOWED_HOSTS = [HOST, *env.list("VERBINDLICH_HOSTS", default=[]), *LOCAL]

INSTALLED_APPS = [
    "verbindlich.front.demo",
    "verbindlich.front.portal",
    "verbindlich.domain.assessment",
    "verbindlich.domain.concepts",
    "verbindlich.domain.actors",
    "verbindlich.office.search",
    "verbindlich.office.files",
    "verbindlich.office.imports",
    "verbindlich.office.vocab",
    "verbindlich.office.instance",
    "verbindlich.office.trail",
    "verbindlich.office.accounts",
    "verbindlich.base.common",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django_filters",
    "django_htmx",
    "template_partials",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "verbindlich.base.common.middleware.BodyLimitMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "verbindlich.office.accounts.tenancy.TenancyMiddleware",
    "verbindlich.base.common.middleware.HeadersMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "verbindlich.urls"
WSGI_APPLICATION = "verbindlich.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "verbindlich.base.common.context.page",
            ],
        },
    }
]
FORM_RENDERER = "verbindlich.base.common.forms.KernRenderer"

# Database: SQLite beside the code, or VERBINDLICH_DATABASE_URL=postgres://… (docs/adr/0003).
DATABASES = {"default": env.db_url("VERBINDLICH_DATABASE_URL", default=f"sqlite:///{DATA / 'verbindlich.sqlite3'}")}
DATABASES["default"]["ATOMIC_REQUESTS"] = False
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Counters of failed sign-ins and used codes live here: Django's default of 300 entries would let a flood push them out.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# Sign-in
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "portal:home"
LOGOUT_REDIRECT_URL = "portal:home"
ACCOUNT_ADAPTER = "verbindlich.office.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_USER_DISPLAY = "verbindlich.office.accounts.models.display_name"
ACCOUNT_EMAIL_VERIFICATION = "none"  # an address is proven by the invitation that arrived there
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Verbindlich: "
ACCOUNT_DEFAULT_HTTP_PROTOCOL = BASE_URL.split(":")[0]
# Failed sign-ins are counted by axes per address *and* account: a stranger's attempts never lock the coordinator out.
# Codes are counted per person: whoever tries them knows the password already.
ACCOUNT_RATE_LIMITS = {"login_failed": "30/5m/ip", "reset_password": "20/h/ip,5/h/key", "second_factor": "10/15m/user"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_FORMS = {
    "authenticate": "verbindlich.office.accounts.forms.SecondFactorForm",
    "reauthenticate": "verbindlich.office.accounts.forms.SecondFactorAgainForm",
}
MFA_TOTP_ISSUER = "Verbindlich"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.5  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_FORM_FIELD = "login"
AXES_USERNAME_CALLABLE = "verbindlich.office.accounts.adapter.attempted_login"
AXES_LOCKOUT_TEMPLATE = "accounts/locked.html"
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
AXES_SENSITIVE_PARAMETERS = ["login", "email", "username", "password"]
AXES_CLIENT_IP_CALLABLE = "verbindlich.office.accounts.adapter.client_address"
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("VERBINDLICH_PROXIES", default=0)
INVITATION_DAYS = 14

# Post: shown on the console until a server is named.
EMAIL_CONFIG = env.email_url("VERBINDLICH_EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL: str = env.str("VERBINDLICH_FROM", default=f"verbindlich@{HOST or 'localhost'}")

# Language and time
LANGUAGE_CODE = "de"
LANGUAGES = [("de", "Deutsch"), ("en", "English")]
LOCALE_PATHS = [ROOT / "verbindlich/locale"]
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
TIME_ZONE = "Europe/Berlin"
USE_TZ = True
USE_THOUSAND_SEPARATOR = False  # an id in a link is no number; figures say |intcomma

# Files
STATIC_URL = "/static/"
STATIC_ROOT = None  # served from the installed package (whitenoise), nothing to collect
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # What people upload: outside of everything that is served, readable by the application's own account alone.
    "files": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA / "files", "file_permissions_mode": 0o600, "directory_permissions_mode": 0o700},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 600
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
UPLOAD_MAX_BYTES = 25_000_000
FILES_QUOTA_BYTES: int = env.int("VERBINDLICH_FILES_MB", default=2000) * 1_000_000  # of one municipality
# What is a little too large is read and explained in the form; anything larger never reaches the disk.
REQUEST_MAX_BYTES = 2 * UPLOAD_MAX_BYTES

# Security
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 10 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "verbindlich.base.common.errors.csrf_failure"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = PRODUCTION
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = False
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ALLAUTH_TRUSTED_PROXY_COUNT else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_TRUSTED_ORIGINS = [BASE_URL] if PRODUCTION else []
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]  # subdomains and preload belong to the domain's owner

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "verbindlich.base.common.log.PlaceFormatter",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "filters": {"route": {"()": "verbindlich.base.common.log.RouteFilter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["route"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING"},
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},  # every scanner of the internet
        "gunicorn.http": {"level": "ERROR"},
        "axes": {"level": "ERROR"},
    },
}
