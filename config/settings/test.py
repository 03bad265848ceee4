"""The tests: real PostgreSQL and Valkey of their own, nothing else from outside."""

# ruff: noqa: E402 - the servers' place has to be settled before base reads the environment.
from config.embedded import testing

testing.reserve()

from config.settings.base import *  # noqa: F403
from config.settings.base import CACHES, REDIS_URL, SOURCES, STORAGES

SECRET_KEY = "only-for-tests"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
SOURCES = {
    **SOURCES,
    "CONTACT": "desk@newsroom.example",
    "DELAY_PER_HOST_SECONDS": 0.0,
    "DEADLINE_SECONDS": 5,
}
# Tests empty the cache and take turns at 127.0.0.1, and those beside them must not notice.
REDIS_URL = testing.own_database(REDIS_URL)
CACHES = {"default": {**CACHES["default"], "LOCATION": REDIS_URL}}
AXES_ENABLED = False
# Static files come from the apps' own folders: nothing is collected for a test.
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
# The tests' callers share an address and a minute.
API = {"REQUESTS_PER_MINUTE": 100_000, "PUBLIC_REQUESTS_PER_MINUTE": 100_000}
