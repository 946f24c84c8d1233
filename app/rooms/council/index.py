"""付議の一覧: what was laid before the council, with filters, sorted, a page at a time."""

from __future__ import annotations

from datetime import date

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.clock import today
from app.records import contract_list, matter_list
from app.records.database import reading
from app.records.matter_list import MatterSort, WantedMatters
from app.records.matter_scope import own_contract_titles, own_titles
from app.rooms.council.deeds import Of, Who
from app.rooms.council.forms import endpoint
from app.rooms.council.room import room, ways
from app.web.asked import Asked
from app.web.page_address import address
from app.web.paging import Page
from app.web.permissions import allowed, current_person
from app.web.table import Column, Sort
from audits.council import CouncilResult, Matter
from audits.roles import Act
from audits.wareki import parse_date
from audits.wording import MATTER

ROWS = 50
COLUMNS = (
    Column("開催日", "when", "held"),
    Column("付議番号", "key", "number"),
    Column("区分", "key"),
    Column("件名・変更点", "long", "title"),
    Column("契約・外部結合"),
    Column("結果", "key"),
)
NO_DAY = "開催日として読めないため、絞り込みに使いませんでした。"


@room.get("")
@allowed(Act.SEE_CONTRACTS)
def index() -> ResponseReturnValue:
    """The newest first, unless the address asks for another order."""
    asked, person = Asked(request.args), current_person()
    wanted = _wanted(asked)
    with reading() as session:
        total = matter_list.count_matters(session, wanted, person.scope)
        page = Page(asked.page(), ROWS, total)
        lines = matter_list.matters(session, wanted, person.scope, offset=page.offset, limit=ROWS)
        contracts = own_contract_titles(session, _named(lines, "contracts"), person.scope)
        connections = own_titles(session, _named(lines, "connections"), person.scope)
        departments = contract_list.departments_seen(session, person.scope)
    return render_template(
        "council/index.html",
        ways=list(ways("council.index")),
        wanted=wanted,
        lines=lines,
        page=page,
        columns=COLUMNS,
        sort=Sort(wanted.sort.value, wanted.descending),
        contracts=contracts,
        connections=connections,
        kinds=[(kind.value, MATTER[kind]) for kind in Matter],
        department_choices=[(name, name) for name in departments],
        problems=asked.problems,
        matter_kind=Matter,
        result_kind=CouncilResult,
        new=address(f"council.{endpoint(Who.SECRETARIAT, 'matter', Of.NOTHING)}")
        if person.may(Act.ENTER_COUNCIL_MATTER)
        else "",
        on=today(),
    )


def _named(lines: list[matter_list.Line], column: str) -> list[str]:
    return sorted({number for line in lines for number in line[column]})


def _wanted(asked: Asked) -> WantedMatters:
    sort = asked.member("sort", MatterSort)
    return WantedMatters(
        words=asked.text("q"),
        matter=asked.member("kind", Matter),
        fiscal_year=asked.fiscal_year("year"),
        department=asked.text("department"),
        held_on=_held_on(asked),
        undecided=asked.flag("undecided"),
        sort=sort or MatterSort.HELD,
        descending=asked.flag("descending") if sort else True,
    )


def _held_on(asked: Asked) -> date | None:
    """The day of one session, as links give it."""
    said = asked.text("held")
    day = parse_date(said) if said else None
    if said and day is None:
        asked.problems.append(NO_DAY)
    return day
