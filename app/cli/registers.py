"""監査台帳のコマンド: register."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click
from flask.cli import with_appcontext

from app.acts.register.scope import Scope
from app.cli.console import OutFile, on_option, say
from app.workflows.write_register import write_register
from audits.fiscal_year import FiscalYear


@click.command(help="監査台帳をExcelで書き出します。")
@click.argument("out", type=OutFile())
@click.option("--fiscal-year", type=click.IntRange(1, 9998), help="その年度だけ。")
@click.option("--department", help="その所管課だけ。")
@on_option
@with_appcontext
def register(out: Path, fiscal_year: int | None, department: str | None, on: date) -> None:
    year = FiscalYear(fiscal_year) if fiscal_year is not None else None
    departments = (department,) if department is not None else ()
    write_register(out, Scope(on, year, departments), _progress)
    say(f"監査台帳を書き出しました：{out}")


def _progress(sheets: int, done: int) -> None:
    if done > 1_000:
        say(f"{sheets + 1}枚目のシートを書いています… {done:,}件")


COMMANDS = (register,)
