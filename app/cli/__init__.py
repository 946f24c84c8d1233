"""コマンド: the command line; the same functions that the pages call."""

from __future__ import annotations

from flask import Flask

from app.cli.demo import COMMANDS as DEMO
from app.cli.due import COMMANDS as DUE
from app.cli.fonts import COMMANDS as FONTS
from app.cli.papers import COMMANDS as PAPERS
from app.cli.records import COMMANDS as RECORDS
from app.cli.registers import COMMANDS as REGISTERS
from app.cli.reminders import COMMANDS as REMINDERS
from app.cli.settings import COMMANDS as SETTINGS
from app.cli.users import COMMANDS as USERS
from app.cli.workbooks import COMMANDS as WORKBOOKS


def register(app: Flask) -> None:
    """Adds the commands of workbook.md 3 to an application."""
    groups = (
        *(WORKBOOKS, DUE, REGISTERS, PAPERS, FONTS),
        *(RECORDS, REMINDERS, SETTINGS, USERS, DEMO),
    )
    for command in (command for group in groups for command in group):
        app.cli.add_command(command)
