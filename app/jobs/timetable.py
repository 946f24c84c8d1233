"""時間割: the mails of the morning, looked after every minute by whatever process runs this.

Any number of processes may: a morning is claimed in the database, and so is each mail. What a
process that was down has missed, the next tick makes up for. Beside them what has been kept long
enough is forgotten.
"""

from __future__ import annotations

import logging
from datetime import datetime

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.schedulers.base import BaseScheduler
from apscheduler.schedulers.blocking import BlockingScheduler
from flask import Flask

from app.clock import now
from app.mail_server import MailServer
from app.workflows.end_job import tidy_jobs
from app.workflows.send_reminders import make_morning_mails, send_waiting_mails
from config import Config

EVERY_SECONDS = 60
TIDY_EVERY_SECONDS = 3600
LATE_BY = 24 * 3600  # a machine that slept makes up for the tick that it missed
log = logging.getLogger("mitodoke.timetable")


def start_beside_the_pages(app: Flask) -> BaseScheduler:
    """In the one process that serves the pages on SQLite; it ends with it."""
    return _started(BackgroundScheduler(timezone="Asia/Tokyo", daemon=True), app)


def run_alone(app: Flask) -> None:
    """In a process of its own, for PostgreSQL; returns when it is told to stop."""
    _started(BlockingScheduler(timezone="Asia/Tokyo"), app)


def tick(app: Flask) -> None:
    """Makes the mails of the day where it is time, and sends what waits."""
    config: Config = app.config["MITODOKE"]
    server = mail_server(config)
    if server is None:
        return
    with app.app_context():
        at = now()
        count = make_morning_mails(at, base_url=config.base_url)
        if count is not None:
            log.warning("督促のメールを%d通作りました。", count)
        _send(server, at)


def tidy(app: Flask) -> None:
    """Forgets the uploaded books and the files to take away that were kept long enough."""
    with app.app_context():
        tidy_jobs(at=now())


def mail_server(config: Config) -> MailServer | None:
    """Where mails are handed over; None where the city has not set one."""
    if not config.smtp_host:
        return None
    return MailServer(
        config.smtp_host,
        config.smtp_port,
        config.smtp_security,
        config.mail_sender,
        config.smtp_user,
        config.smtp_password,
    )


def _send(server: MailServer, at: datetime) -> None:
    done = send_waiting_mails(server, at)
    if done.sent or done.failed:
        log.warning("メールを%d通送りました。送れなかったもの%d通。", done.sent, done.failed)


def _started(scheduler: BaseScheduler, app: Flask) -> BaseScheduler:
    for work, seconds in ((tick, EVERY_SECONDS), (tidy, TIDY_EVERY_SECONDS)):
        scheduler.add_job(
            work,
            "interval",
            [app],
            seconds=seconds,
            next_run_time=now(),
            coalesce=True,
            max_instances=1,
            misfire_grace_time=LATE_BY,
        )
    scheduler.start()
    return scheduler
