"""市の設定のコマンド: settings list, settings set; and computing all due items anew."""

from __future__ import annotations

import click
from flask.cli import with_appcontext

from app.acts.city import SETTINGS, SettingError
from app.cli.console import COMMAND_LINE, refuse, say, show_table
from app.clock import now
from app.records.database import reading
from app.records.settings import setting_values
from app.workflows.change_setting import change_setting
from app.workflows.rebuild_due_items import rebuild_due_items


@click.group(help="市の設定を見て、変えます。")
def settings() -> None:
    pass


@settings.command("list", help="すべての設定を示します。")
@with_appcontext
def show() -> None:
    with reading() as session:
        values = setting_values(session)
    rows = ((s.name, values.get(s.name, s.default), s.meaning) for s in SETTINGS.values())
    show_table(("名前", "値", "意味"), rows)


@settings.command("set", help="設定を変えます。期限に関わるものは、期限を計算し直します。")
@click.argument("name")
@click.argument("value")
@with_appcontext
def change(name: str, value: str) -> None:
    try:
        kept = change_setting(name, value, by=COMMAND_LINE, at=now())
    except SettingError as error:
        refuse(f"{name}：{error}")
    say(f"{name} を「{kept}」にしました。")


@click.command(help="期限項目と違反を、台帳の事実から計算し直します。")
@with_appcontext
def rebuild() -> None:
    rebuild_due_items(by=COMMAND_LINE, at=now())
    say("期限項目と違反を計算し直しました。")


COMMANDS = (settings, rebuild)
