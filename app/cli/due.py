"""期限のコマンド: due, violations."""

from __future__ import annotations

from datetime import date

import click
from flask.cli import with_appcontext

from app.cli.console import json_option, on_option, show_json, show_table
from app.records import due_items as on_file
from app.records import violations as broken
from app.records.database import reading
from app.records.due_items import DueOnDay, Wanted
from app.records.violations import ViolationOnDay
from audits.due import State
from audits.fiscal_year import FiscalYear
from audits.wareki import short_wareki
from audits.wording import KIND, LEVEL, RULE, STATE

ALL = "all"
HEADINGS = ("期限", "状態", "超過日数", "契約番号", "枝番", "種別", "根拠", "期間")


@click.command(help="期限項目を示します。")
@on_option
@click.option(
    "--state",
    type=click.Choice([*(state.value for state in State), ALL]),
    default=State.OVERDUE.value,
    show_default=True,
)
@click.option("--fiscal-year", type=click.IntRange(1, 9998), help="その年度の期限だけ。")
@click.option("--department", help="その所管課だけ。")
@json_option
@with_appcontext
def due(
    on: date, state: str, fiscal_year: int | None, department: str | None, as_json: bool
) -> None:
    wanted = Wanted(
        on,
        None if state == ALL else [State(state)],
        FiscalYear(fiscal_year) if fiscal_year is not None else None,
        department,
    )
    with reading() as session:
        items = list(on_file.due_items(session, wanted))
    if as_json:
        show_json([_item(item) for item in items])
    else:
        show_table(HEADINGS, map(line, items))


def _item(item: DueOnDay) -> dict[str, object]:
    return {
        "contract": item.contract,
        "branch": item.branch,
        "kind": item.kind.value,
        "basis": item.basis,
        "fiscal_year": item.fiscal_year,
        "period": item.period,
        "due_on": item.due_on.isoformat(),
        "state": item.state.value,
        "days_overdue": item.days_overdue,
        "closed_on": item.closed_on.isoformat() if item.closed_on else None,
    }


def line(item: DueOnDay) -> tuple[object, ...]:
    """A due item under HEADINGS."""
    year = f"{item.fiscal_year}年度" if item.fiscal_year else None
    return (
        short_wareki(item.due_on),
        STATE[item.state],
        item.days_overdue or None,
        item.contract,
        item.branch,
        KIND[item.kind],
        item.basis,
        item.period or year,
    )


@click.command(help="違反のおそれと要確認を示します。")
@on_option
@click.option("--all", "settled_too", is_flag=True, help="処理済みのものも示します。")
@json_option
@with_appcontext
def violations(on: date, settled_too: bool, as_json: bool) -> None:
    with reading() as session:
        found = [v for v in broken.violations(session, on) if settled_too or v.settled_on is None]
    if as_json:
        show_json([_violation(violation) for violation in found])
        return
    headings = ("区分", "規則", "契約番号", "枝番", "発生日", "処理日", "内容")
    show_table(headings, map(_violation_line, found))


def _violation(violation: ViolationOnDay) -> dict[str, object]:
    return {
        "contract": violation.contract,
        "branch": violation.branch,
        "rule": violation.rule.value,
        "level": violation.level.value,
        "detail": violation.detail,
        "since": violation.since.isoformat(),
        "settled_on": violation.settled_on.isoformat() if violation.settled_on else None,
    }


def _violation_line(violation: ViolationOnDay) -> tuple[object, ...]:
    return (
        LEVEL[violation.level],
        RULE[violation.rule],
        violation.contract,
        violation.branch,
        short_wareki(violation.since),
        short_wareki(violation.settled_on) if violation.settled_on else None,
        violation.detail,
    )


COMMANDS = (due, violations)
