"""督促のコマンド: notify, scheduler."""

from __future__ import annotations

from datetime import datetime, time

import click
from flask import current_app
from flask.cli import with_appcontext

from app.cli.console import Day, refuse, say
from app.clock import JAPAN, now
from app.jobs.timetable import mail_server, run_alone
from app.workflows.send_reminders import mails_of, make_morning_mails, send_waiting_mails
from config import Config

NO_SERVER = "メールサーバーが設定されていません。MITODOKE_SMTP_HOST を設定してください。"


@click.command(help="その日の督促のメールを作って送ります。すでに作った日のものは作りません。")
@click.option("--on", type=Day(), help="いつの分か。省くと今日です。")
@click.option("--dry-run", is_flag=True, help="送らずに、送るはずのメールを示します。")
@with_appcontext
def notify(on: datetime | None, dry_run: bool) -> None:
    config: Config = current_app.config["MITODOKE"]
    at = now() if on is None else datetime.combine(on, time(23, 59), JAPAN)
    if dry_run:
        _show(at, config.base_url)
        return
    server = mail_server(config)
    if server is None:
        refuse(NO_SERVER)
    made = make_morning_mails(at, base_url=config.base_url)
    if made is None:
        say("閉庁日か、時刻の前か、すでに作った日です。新しいメールは作りませんでした。")
    else:
        say(f"メールを{made}通作りました。")
    done = send_waiting_mails(server, now())
    say(f"{done.sent}通を送りました。送れなかったもの：{done.failed}通。")


@click.command(help="時間割を動かし続けます（PostgreSQLで、給仕とは別に動かすとき）。")
@with_appcontext
def scheduler() -> None:
    run_alone(current_app._get_current_object())  # type: ignore[attr-defined]


def _show(at: datetime, base_url: str) -> None:
    for mail in mails_of(at.astimezone(JAPAN).date(), base_url=base_url):
        click.echo(f"宛先：{mail.recipient.address}\n件名：{mail.subject}\n\n{mail.body}")


COMMANDS = (notify, scheduler)
