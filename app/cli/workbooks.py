"""登録ブックのコマンド: workbook template, workbook load."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click
from flask.cli import with_appcontext

from app.cli.console import COMMAND_LINE, NO, OutFile, json_option, say, show_json
from app.clock import now
from app.workbooks.problem import Problem
from app.workbooks.template import write_template
from app.workflows.load_workbook import Loading, load_workbook


@click.group(help="登録ブックを作り、読み込みます。")
def workbook() -> None:
    pass


@workbook.command(help="空の登録ブックを書き出します。")
@click.argument("out", type=OutFile())
def template(out: Path) -> None:
    write_template(out)
    say(f"空の登録ブックを書き出しました：{out}")


@workbook.command(help="登録ブックを読み込みます。誤りが一つでもあれば、何も書き込みません。")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="書き込まずに、何が起こるかだけを示します。")
@json_option
@with_appcontext
@click.pass_context
def load(ctx: click.Context, file: Path, dry_run: bool, as_json: bool) -> None:
    loading = load_workbook(file, by=COMMAND_LINE, at=now(), dry_run=dry_run, on_progress=_progress)
    if as_json:
        show_json(_as_json(loading))
    else:
        _show(loading, dry_run=dry_run)
    if loading.errors:
        ctx.exit(NO)


def _progress(stage: str, done: int, of: int) -> None:
    if of > 1:
        say(f"{stage}… {done:,}／{of:,}")


def _as_json(loading: Loading) -> dict[str, object]:
    return {
        "sheets": {name: asdict(count) for name, count in loading.sheets.items()},
        "errors": [asdict(problem) for problem in loading.errors],
        "warnings": [asdict(problem) for problem in loading.warnings],
    }


def _show(loading: Loading, *, dry_run: bool) -> None:
    for name, count in loading.sheets.items():
        if count.read:
            click.echo(
                f"{name}：読込み {count.read:,}　追加 {count.created:,}"
                f"　変更 {count.updated:,}　変更なし {count.unchanged:,}"
            )
    for change in loading.updates:
        for heading, before, after in change.differences():
            place = change.place.contract or change.place.connection or ""
            where = f"{change.sheet.sheet} {change.row}行 {place}"
            click.echo(f"変更：{where}「{heading}」 {_value(before)} → {_value(after)}")
    for problem in loading.warnings:
        say(f"注意：{_sentence(problem)}")
    for problem in loading.errors:
        say(f"誤り：{_sentence(problem)}")
    say(_closing_words(loading, dry_run=dry_run))


def _closing_words(loading: Loading, *, dry_run: bool) -> str:
    if loading.errors:
        return f"誤りが{len(loading.errors):,}件あるため、何も書き込んでいません。"
    if dry_run:
        return "試し読みです。何も書き込んでいません。"
    return "読み込みました。" if loading.written else "変わるところはありませんでした。"


def _value(value: object) -> str:
    if isinstance(value, list | tuple):
        return "、".join(map(str, value)) or "（空欄）"
    return "（空欄）" if value is None else str(value)


def _sentence(problem: Problem) -> str:
    row = f"{problem.row}行" if problem.row else ""
    column = f"「{problem.column}」" if problem.column else ""
    where = " ".join(part for part in (problem.sheet, row, column) if part)
    value = f"（{problem.value}）" if problem.value else ""
    return f"{where}{value}：{problem.message}" if where else problem.message


COMMANDS = (workbook,)
