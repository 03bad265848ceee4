"""Bring the database and the static files to what the code wants, then fill an empty instance with the demo.

Run as `python -m config.embedded.prepare schema` or `… demo`: one start of Django for several commands.
"""

import os
import sys

import django
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.storage import ManifestFilesMixin, staticfiles_storage
from django.core.management import call_command


def schema() -> None:
    """Migrate, and collect the static files where pages name them by their hash."""
    call_command("migrate", interactive=False, verbosity=1)
    if isinstance(staticfiles_storage, ManifestFilesMixin):
        call_command("collectstatic", interactive=False, verbosity=0)


def demo() -> None:
    """Load the demo unless anybody has an account here already."""
    if not get_user_model().objects.exists():
        call_command("demo")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
    django.setup()
    {"schema": schema, "demo": demo}[sys.argv[1]]()
