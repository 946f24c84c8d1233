"""お試しのコマンド: example; what bin/run shows until the pages come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import click
from flask.cli import with_appcontext

from app.acts.register.scope import Scope
from app.cli.console import COMMAND_LINE, NO, say, show_table
from app.cli.due import HEADINGS, line
from app.cli.papers import font_dir
from app.clock import day_of, now
from app.records import dossier, due_items
from app.records.database import reading
from app.records.due_items import Wanted
from app.workflows.load_workbook import load_workbook
from app.workflows.print_papers import print_erasure_confirmation, print_record
from app.workflows.write_register import write_register
from audits.due import State

EXAMPLE = Path(__file__).resolve().parent.parent / "demo" / "example.xlsx"
REGISTER = "監査台帳.xlsx"
NOT_IN_FILE_NAMES = '/\\:*?"<>|'


@click.command(help="空のデータベースに例を読み込み、期限超過を示し、書類と台帳を書き出します。")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default="instance/out",
    show_default=True,
)
@with_appcontext
@click.pass_context
def example(ctx: click.Context, out: Path) -> None:
    at = now()
    if not _load(at):
        ctx.exit(NO)
    on = day_of(at)
    with reading() as session:
        overdue = list(due_items.due_items(session, Wanted(on, [State.OVERDUE])))
        seen = dossier.contract_numbers(session)
        certified = dossier.branches_with_certificates(session)
    show_table(HEADINGS, map(line, overdue))
    say(f"期限超過は{len(overdue):,}件です。")
    files = list(_write(out, seen, certified, on))
    say(f"管理記録、消去確認書、監査台帳の{len(files):,}ファイルを {out.resolve()} に置きました。")


def _load(at: datetime) -> bool:
    """Loads the example where no contract is on file; whether there is something to show now."""
    with reading() as session:
        if dossier.contract_numbers(session):
            say("すでに契約があるため、例は読み込みません。")
            return True
    loading = load_workbook(EXAMPLE, by=COMMAND_LINE, at=at)
    for problem in loading.errors:
        say(f"誤り：{problem.sheet} {problem.message}")
    if not loading.errors:
        say(f"例を読み込みました（契約{loading.sheets['契約'].created:,}件）。")
    return not loading.errors


def _write(
    out: Path, numbers: list[str], certified: list[tuple[str, int]], on: date
) -> Iterator[Path]:
    """The record of every contract, every 消去確認書, and the register; the files as written."""
    out.mkdir(parents=True, exist_ok=True)
    for number in numbers:
        file = out / f"管理記録 {_file_name(number)}.pdf"
        file.write_bytes(print_record(number, on=on, font_dir=font_dir()))
        yield file
    for number, branch in certified:
        file = out / f"消去確認書 {_file_name(number)}-{branch}.pdf"
        pdf = print_erasure_confirmation(number, branch, on=on, font_dir=font_dir())
        file.write_bytes(pdf)
        yield file
    write_register(out / REGISTER, Scope(on))
    yield out / REGISTER


def _file_name(number: str) -> str:
    """A contract's number may hold what a file's name may not."""
    return "".join("_" if c in NOT_IN_FILE_NAMES or ord(c) < ord(" ") else c for c in number)


COMMANDS = (example,)
