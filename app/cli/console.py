"""端末: data goes to standard output, messages to standard error; the exit code is the answer."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

import click

from app.clock import today
from audits.wareki import parse_date

COMMAND_LINE = "コマンド"
NO = 1


class Day(click.ParamType[date]):
    """A day in any of the forms that a clerk may write."""

    name = "DATE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        found = parse_date(str(value))
        if found is None:
            self.fail(f"「{value}」は日付として読めません。例: 2026-11-20、R8.11.20", param, ctx)
        return found


class OutFile(click.Path):
    """A file to be written; its folder has to be there."""

    def __init__(self) -> None:
        super().__init__(dir_okay=False, writable=True, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        path = Path(str(super().convert(value, param, ctx)))
        if not path.parent.is_dir():
            self.fail(f"フォルダ「{path.parent}」がありません。", param, ctx)
        return path


on_option = click.option(
    "--on", type=Day(), default=today, show_default="今日", help="いつの時点か。"
)
json_option = click.option("--json", "as_json", is_flag=True, help="JSONで出力します。")


def say(message: str) -> None:
    """A message for the person, beside the data."""
    click.echo(message, err=True)


def refuse(message: str) -> NoReturn:
    """The answer is no: says why, and ends with exit code 1."""
    say(message)
    sys.exit(NO)


def show_json(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))


def show_table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A table in columns that line up, full-width characters counted as two."""
    lines = [tuple(headings), *(tuple("" if v is None else str(v) for v in row) for row in rows)]
    widths = [max(_width(line[place]) for line in lines) for place in range(len(headings))]
    for line in lines:
        padded = (text + " " * (w - _width(text)) for text, w in zip(line, widths, strict=True))
        click.echo("  ".join(padded).rstrip())


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)
