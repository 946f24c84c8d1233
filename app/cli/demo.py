"""お試しのコマンド: demo; a fictitious city on an empty database."""

from __future__ import annotations

import click
from flask.cli import with_appcontext

from app.acts.demo_accounts import demo_accounts
from app.cli.console import COMMAND_LINE, refuse, say
from app.clock import now, today
from app.demo.accounts import ACCOUNTS
from app.demo.demonstration import make_demonstration
from app.records.database import reading
from app.workflows.set_up_city import NotEmptyError


@click.command(help="空のデータベースに、架空の市のデータと利用者を作ります。")
@click.option("--if-empty", is_flag=True, help="空でなければ何もせず、誤りともしません。")
@with_appcontext
def demo(if_empty: bool) -> None:
    try:
        made = make_demonstration(by=COMMAND_LINE, at=now())
    except NotEmptyError as not_empty:
        if not if_empty:
            refuse(str(not_empty))
        _say_accounts()
        return
    for problem in made.loading.errors:
        say(f"誤り：{problem.sheet} {problem.row}行「{problem.column}」 {problem.message}")
    if made.loading.errors:
        refuse("架空の市を読み込めませんでした。")
    contracts = made.loading.sheets["契約"].created
    say(f"架空の{made.city}を作りました（契約{contracts:,}件、利用者{len(ACCOUNTS)}人）。")
    _say_accounts()


def _say_accounts() -> None:
    """Who can sign in to a demonstration; nothing on a city's own database."""
    with reading() as session:
        known = demo_accounts(session, today())
    if known is not None:
        say(f"利用者名：{'、'.join(person.login for person in known.people)}")
        say(f"パスワードは、どの利用者も {known.password} です。サインインの画面にも示します。")


COMMANDS = (demo,)
