"""The web container's health check: `python config/embedded/health.py`. Standard library only.

Exit code 0 when the front page is served, 1 when not.
"""

import os
import sys
import urllib.error
import urllib.request

PORT = 8000
PATIENCE_SECONDS = 5
SERVER_ERRORS = 500


def healthy(hosts: str) -> bool:
    """Whether the front page comes without a server error; hosts is FACTCHECK_HOSTS, comma-separated."""
    request = urllib.request.Request(f"http://127.0.0.1:{PORT}/")
    request.add_header("Host", hosts.partition(",")[0] or "localhost")
    # As the reverse proxy would: plain HTTP is answered with a redirect only.
    request.add_header("X-Forwarded-Proto", "https")
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE_SECONDS):  # noqa: S310
            return True
    except urllib.error.HTTPError as answer:
        return answer.code < SERVER_ERRORS
    except OSError:
        return False


if __name__ == "__main__":
    sys.exit(not healthy(os.environ.get("FACTCHECK_HOSTS", "")))
