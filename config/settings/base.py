"""Everything that does not vary between a laptop, the tests and production.

The environment is read here and in the files beside this one, nowhere else.
"""

from pathlib import Path

import environ
import structlog
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parents[2]
env = environ.Env()

# Where everything that is not code lives: archive, keys, sockets.
STATE_DIR = Path(env("FACTCHECK_STATE", default=str(BASE_DIR / "var")))

# --- Django ----------------------------------------------------------------------------------------
DEBUG = False
ALLOWED_HOSTS: list[str] = env.list("FACTCHECK_HOSTS", default=[])
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
AUTH_USER_MODEL = "accounts.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "factcheck.accounts",
    "factcheck",
    "claims",
    "sources",
    "jobs",
    "factcheck.audit",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "corsheaders",
    "django_htmx",
    "csp",
    "axes",
    "pgtrigger",
    "pghistory",
    "django_structlog",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "config.odd_characters.RefuseNul",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "config.request_log.RequestLog",
    "factcheck.accounts.middleware.PersonsTimeZone",
    "factcheck.audit.middleware.HistoryContext",
    "factcheck.web.newsroom.no_desk.DeskOrWhy",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "factcheck.web.context.newsroom",
            ],
        },
    }
]

# --- Data ------------------------------------------------------------------------------------------
DATABASES = {
    "default": {
        **env.db("DATABASE_URL", default="postgres://app@/factcheck"),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
}
# A process that is frozen or cut off in the middle of a transaction would keep others waiting for its rows
# for ever; PostgreSQL ends such a session. No transaction of ours waits this long but for the database.
IDLE_IN_TRANSACTION_SECONDS = 60
DATABASES["default"]["OPTIONS"] = {
    **DATABASES["default"].get("OPTIONS", {}),
    "options": f"-c idle_in_transaction_session_timeout={IDLE_IN_TRANSACTION_SECONDS}s",
}
# The role that web server and workers connect as where the tables belong to another one (restrict_database).
DATABASE_ROLE = {"NAME": "web", "PASSWORD": env("POSTGRES_WEB_PASSWORD", default="")}
# Where pg_dump and pg_restore lie; "" looks in the embedded server's wheel, then where the system has them.
POSTGRES_PROGRAMS = env("FACTCHECK_POSTGRES_PROGRAMS", default="")
REDIS_URL = env("REDIS_URL", default="redis://localhost:6379/0")
CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}
SESSION_ENGINE = "django.contrib.sessions.backends.db"

# --- Background work -------------------------------------------------------------------------------
CELERY_BROKER_URL = env("FACTCHECK_BROKER_URL", default=REDIS_URL)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 900_000  # kB; a child that grew past it is replaced after its task
CELERY_TASK_TIME_LIMIT = 660  # seconds, for a task without a limit of its own; a job's is its step's
# What a child may take in the middle of a task: models and a large page need under half of it.
WORKER_CHILD_BYTES = env.int("FACTCHECK_WORKER_BYTES", default=3_000_000_000)
# How long a worker that is stopped may finish the jobs in hand; the rest goes back to the queue.
WORKER_GRACE_SECONDS = env.float("FACTCHECK_GRACE_SECONDS", default=75)
# How long an idle worker may leave messages in its queues before it ends, to be started again; 0: for ever.
# After the loss of its broker Celery waits up to 30 seconds before it connects again.
WORKER_DEAF_SECONDS = env.float("FACTCHECK_DEAF_SECONDS", default=60)
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# A hint that can't be sent at once is dropped: the sweep finds the row. So a publisher never waits long.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "socket_timeout": 5,
    "socket_connect_timeout": 2,
    "visibility_timeout": 3600,
}
CELERY_TASK_PUBLISH_RETRY = False
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
# Celery's own ends the worker when the broker goes at a bad moment.
CELERY_WORKER_CONSUMER = "jobs.consumer:Consumer"

# --- People ----------------------------------------------------------------------------------------
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "inbox"
LOGOUT_REDIRECT_URL = "front-page"
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 1  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_CLIENT_IP_CALLABLE = "factcheck.web.public.flood.sender_of"
AXES_LOCKOUT_CALLABLE = "factcheck.web.account_lockout.locked_out"

# --- Language and time -----------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English"))]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
FORMAT_MODULE_PATH = ["config.formats"]

# --- Static files ----------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = env("FACTCHECK_STATIC_ROOT", default=str(STATE_DIR / "static"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    # Captures. Any of Django's storages that writes a file whole or not at all may take its place.
    "archive": {"BACKEND": "sources.storages.ArchiveOnDisk"},
}
MEDIA_ROOT = str(STATE_DIR / "media")

# --- Security --------------------------------------------------------------------------------------
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
# How many proxies of our own stand in front: each adds the address that it saw to X-Forwarded-For.
# With 0 that header is not believed.
PROXIES = env.int("FACTCHECK_PROXIES", default=0)
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}
# 6 MB: room for 5 MB of text with its form around it, so that a text that is too long is told so in words.
DATA_UPLOAD_MAX_MEMORY_SIZE = 6_000_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000

# --- Mail ------------------------------------------------------------------------------------------
EMAIL_CONFIG = env.email("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = env("FACTCHECK_MAIL_FROM", default="factcheck@localhost")

# --- REST API --------------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "factcheck.api.authentication.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_PAGINATION_CLASS": "factcheck.api.pagination.CursorPages",
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "EXCEPTION_HANDLER": "config.api_errors.problem",
    "NUM_PROXIES": PROXIES,
    "PAGE_SIZE": 50,
}
API = {
    "REQUESTS_PER_MINUTE": env.int("FACTCHECK_API_RATE", default=600),
    "PUBLIC_REQUESTS_PER_MINUTE": env.int("FACTCHECK_API_PUBLIC_RATE", default=120),
}
# Scripts of other sites may read the API once their origin is named here; their cookies are never taken.
CORS_ALLOWED_ORIGINS = env.list("FACTCHECK_CORS_ORIGINS", default=[])
CORS_URLS_REGEX = r"^/(api|v1alpha1)/"
CORS_EXPOSE_HEADERS = ["ETag", "Location", "Retry-After", "Idempotent-Replayed"]
CORS_ALLOW_HEADERS = [
    "accept",
    "authorization",
    "content-type",
    "idempotency-key",
    "if-match",
    "if-none-match",
]
SPECTACULAR_SETTINGS = {
    "TITLE": "Factcheck",
    "DESCRIPTION": "Articles, claims, sources, evidence and fact-checks.",
    "VERSION": "1.0.0",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_ADD_EXPLICIT_BLANK_NULL_CHOICE": False,
    # One name for each set of choices; without it a name depends on what else there is.
    "ENUM_NAME_OVERRIDES": {
        "ClaimKind": "claims.models.claim.ClaimKind",
        "SpeakerKind": "claims.models.claim.SpeakerKind",
        "SourceKind": "sources.models.source.SourceKind",
        "SourceForm": "sources.models.source.Form",
        "SubscriptionForm": "sources.models.library.SubscriptionForm",
        "SnapshotWay": "sources.models.snapshot.Way",
        "Stance": "factcheck.evidence.models.Stance",
        "State": "factcheck.workflow.statuses.State",
        "ImportForm": "factcheck.integrations.models.imports.ImportForm",
        "JobState": "jobs.models.State",
        "Event": "factcheck.notices.events.Event",
    },
}

# --- The product -----------------------------------------------------------------------------------
NEWSROOM = {
    "NAME": env("NEWSROOM_NAME", default="Factcheck"),
    "ADDRESS": env("NEWSROOM_ADDRESS", default="http://localhost:8000"),
    "LOGO": env("NEWSROOM_LOGO", default=""),
    "CORRECTIONS_POLICY": env("NEWSROOM_CORRECTIONS_POLICY", default=""),
    "CONTACT": env("NEWSROOM_CONTACT", default=""),
}
CLAIMS = {
    "MAX_TEXT_CHARACTERS": 1_000_000,
    "MAX_FILE_BYTES": 5_000_000,
    # Optional: a language model behind an OpenAI-compatible endpoint finds claims, and rules check them.
    "MODEL_ADDRESS": env("FACTCHECK_MODEL_ADDRESS", default=""),
    "MODEL_NAME": env("FACTCHECK_MODEL_NAME", default=""),
    "MODEL_KEY": env("FACTCHECK_MODEL_KEY", default=""),
    "MODEL_TIMEOUT_SECONDS": env.float("FACTCHECK_MODEL_TIMEOUT_SECONDS", default=60.0),
    # For one article, tries and pauses included; well below the 600 seconds that the step has.
    "MODEL_ARTICLE_SECONDS": 300.0,
    # Per million tokens, in the operator's currency; what an article cost is shown with it.
    "MODEL_PRICE_IN": env.float("FACTCHECK_MODEL_PRICE_IN", default=0.0),
    "MODEL_PRICE_OUT": env.float("FACTCHECK_MODEL_PRICE_OUT", default=0.0),
}
IMPORTS = {
    # Files wait here until their job has read them; web server and workers share the folder.
    "DIR": str(STATE_DIR / "imports"),
    "MAX_BYTES": 1_000_000_000,
    # Sent with imports from Google's Fact Check Tools API, and to no other server.
    "GOOGLE_KEY": env("FACTCHECK_GOOGLE_KEY", default=""),
}
SOURCES = {
    "USER_AGENT": "Factcheck/0.1",
    # A site's owner must be able to reach us: without a contact nothing on the open web is fetched.
    "CONTACT": env("FACTCHECK_CONTACT", default=""),
    "DELAY_PER_HOST_SECONDS": env.float("FACTCHECK_DELAY_SECONDS", default=2.0),
    "DEADLINE_SECONDS": 30,
    "MAX_HTML_BYTES": 10_000_000,
    "MAX_PDF_BYTES": 50_000_000,
    "ARCHIVE_DIR": str(STATE_DIR / "archive"),
    "SIGNING_KEY": str(STATE_DIR / "keys" / "archive-ed25519.pem"),
    # How long answers that became no capture (a 404) stay where nothing rests on their source; 0 is for ever.
    "KEEP_ANSWERS_DAYS": env.int("FACTCHECK_KEEP_ANSWERS_DAYS", default=365),
    # Optional: a SearXNG instance that is asked for sources of a claim; the claim's words are sent there.
    "SEARXNG_ADDRESS": env("FACTCHECK_SEARXNG_ADDRESS", default=""),
    "SEARXNG_IS_PRIVATE": env.bool("FACTCHECK_SEARXNG_IS_PRIVATE", default=False),
    "SEARXNG_TIMEOUT_SECONDS": env.float("FACTCHECK_SEARXNG_TIMEOUT_SECONDS", default=10.0),
    # Exact ip:port pairs that pass the address gate besides the public internet. Never set in production.
    "ALLOWED_ADDRESSES": [],
}

# Who watches the machines asks /metrics with this token; without one that page is not there.
METRICS_TOKEN = env("FACTCHECK_METRICS_TOKEN", default="")

# --- Logs ------------------------------------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {
            "()": "structlog.stdlib.ProcessorFormatter",
            "processor": structlog.processors.JSONRenderer(),
            "foreign_pre_chain": [
                structlog.contextvars.merge_contextvars,
                structlog.processors.TimeStamper(fmt="iso"),
                structlog.stdlib.add_logger_name,
                structlog.stdlib.add_log_level,
            ],
        },
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": env("FACTCHECK_LOG_LEVEL", default="INFO")},
    "loggers": {
        # It asks for every detail at import and tells of each index it builds.
        "bm25s": {"propagate": False},
        # It tells that it is there at every start, so every command and each letter of cron's began with it.
        "axes.apps": {"level": "WARNING"},
    },
}
structlog.configure(
    processors=[
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.filter_by_level,
        structlog.processors.TimeStamper(fmt="iso"),
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.format_exc_info,
        structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
    ],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)
