"""お試しのコマンド: demo; a fictitious city on an empty database."""

from __future__ import annotations

import click
from flask import current_app
from flask.cli import with_appcontext

from app.acts.demo_accounts import DemoAccounts, still_open
from app.cli.console import COMMAND_LINE, refuse, say
from app.clock import now, today
from app.demo.accounts import ACCOUNTS, PASSWORD
from app.demo.demonstration import Demonstration, make_demonstration
from app.records.database import reading
from app.workflows.set_up_city import NotEmptyError
from config import Config


@click.command(help="空のデータベースに、架空の市のデータと利用者を作ります。")
@click.option("--if-empty", is_flag=True, help="データベースが空でなければ、何もせずに終わります。")
@with_appcontext
def demo(if_empty: bool) -> None:
    config: Config = current_app.config["MITODOKE"]
    try:
        made = make_demonstration(by=COMMAND_LINE, at=now(), font_dir=config.font_dir)
    except NotEmptyError as not_empty:
        if not if_empty:
            refuse(str(not_empty))
        say("すでにデータがあるため、お試しの市は作りません。")
        with reading() as session:
            _tell_again(still_open(session, today()))
        return
    for problem in made.loading.errors:
        say(f"誤り：{problem.sheet} {problem.row}行「{problem.column}」 {problem.message}")
    if made.loading.errors:
        refuse("架空の市を読み込めませんでした。")
    _tell(made)


def _tell_again(accounts: DemoAccounts | None) -> None:
    """At every start, as the first one may be long ago; a real city has no such accounts."""
    if accounts is not None:
        say("お試しの市です。サインインできる利用者：")
        say(f"利用者名：{'、'.join(one.login for one in accounts.people)}")
        say(f"パスワード：{accounts.password}")


def _tell(made: Demonstration) -> None:
    contracts = made.loading.sheets["契約"].created
    say(f"架空の{made.city}を作りました（契約{contracts:,}件、利用者{len(ACCOUNTS)}人）。")
    say(f"利用者名：{'、'.join(account.login for account in ACCOUNTS)}")
    say(f"パスワードは、どの利用者も {PASSWORD} です。サインインの画面にも示します。")


COMMANDS = (demo,)
