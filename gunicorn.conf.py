"""給仕: how gunicorn serves the pages; read by `gunicorn wsgi:app` in this folder.

What stands here can be overruled on the command line: `gunicorn --workers 4 wsgi:app`.
On Windows, where gunicorn does not run: `waitress-serve --listen=127.0.0.1:8080 wsgi:app`.
"""

from __future__ import annotations

from typing import Any

from config import Config, ConfigError

try:
    settings = Config.from_environment()
except ConfigError as refused:
    raise SystemExit(str(refused)) from None  # a sentence, not a stack of calls

bind = f"{settings.host}:{settings.port}"
worker_class = "gthread"
# An SQLite file has one writer at a time: one process whose threads wait for one another.
# PostgreSQL takes any number; more workers than cores bring nothing.
workers, threads = (1, 8) if settings.on_sqlite else (2, 4)
keepalive = 15  # a page brings its style sheets over one connection
timeout = 120
graceful_timeout = 30  # a big register may be under way when the server is told to stop
limit_request_line = 8190  # a long query is answered with a sentence by the page itself
# Whom to believe is MITODOKE_TRUSTED_PROXIES' affair (app/web/proxies.py), not the server's.
forwarded_allow_ips = ""
control_socket_disable = True
loglevel = "warning"


def when_ready(server: Any) -> None:
    """Says where to go, once somebody answers there."""
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    sentence = f"みとどけは http://{host}:{settings.port}/ で動いています。Ctrl-C で終わります。"
    # At once: what is still in the buffer when the workers fork would be said by each of them.
    print(sentence, flush=True)  # noqa: T201


def post_worker_init(worker: Any) -> None:
    """On SQLite the one process that serves the pages keeps the timetable as well."""
    if settings.on_sqlite:
        from app.jobs.timetable import start_beside_the_pages

        start_beside_the_pages(worker.app.wsgi())
