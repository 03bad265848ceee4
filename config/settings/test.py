"""The tests: real PostgreSQL and Valkey of their own, nothing else from outside."""

import tempfile
from pathlib import Path

from config.settings.base import *  # noqa: F403
from config.settings.base import SOURCES, STORAGES

SECRET_KEY = "only-for-tests"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
_STATE = Path(tempfile.mkdtemp(prefix="factcheck-test-"))
SOURCES = {
    **SOURCES,
    "CONTACT": "desk@newsroom.example",
    "DELAY_PER_HOST_SECONDS": 0.0,
    "DEADLINE_SECONDS": 5,
    "ARCHIVE_DIR": str(_STATE / "archive"),
    "SIGNING_KEY": str(_STATE / "archive-ed25519.pem"),
}
AXES_ENABLED = False
