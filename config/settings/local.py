"""One machine, started by ./run: the demo included."""

from config.settings.base import *  # noqa: F403
from config.settings.base import SOURCES, env

DEBUG = env.bool("DJANGO_DEBUG", default=False)
SECRET_KEY = env("DJANGO_SECRET_KEY")
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *env.list("FACTCHECK_HOSTS", default=[])]
# The demo's made-up site: one exact ip:port, and nothing else on this machine.
SOURCES = {**SOURCES, "ALLOWED_ADDRESSES": env.list("FACTCHECK_DEMO_SITE", default=[])}
