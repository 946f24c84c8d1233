"""コマンド: the command line; the same functions that the pages call."""

from __future__ import annotations

from flask import Flask

from app.cli import due, example, papers, records, registers, settings, workbooks


def register(app: Flask) -> None:
    """Adds the commands of workbook.md 3 to an application."""
    for noun in (workbooks, due, registers, papers, records, settings, example):
        for command in noun.COMMANDS:
            app.cli.add_command(command)
