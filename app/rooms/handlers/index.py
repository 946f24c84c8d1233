"""取扱者の一覧: who handles the data of which contract on a day, and how many people that is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.clock import today
from app.records import contract_list, handler_list
from app.records.database import reading
from app.records.handler_list import HandlerCount, HandlerFilter, HandlerSort, WantedHandlers
from app.rooms.handlers.room import room
from app.web.asked import Asked
from app.web.filters import words
from app.web.keyed_form import new_key
from app.web.navigation import Tab
from app.web.page_address import address, here
from app.web.paging import Page
from app.web.permissions import allowed, current_person
from app.web.table import Column, Sort
from audits.handler import HandlerRole
from audits.roles import Act

ROWS = 50
COLUMNS = (
    Column("状態", "state"),
    Column("区分", "key"),
    Column("所属・役職"),
    Column("人数", "number", HandlerSort.COUNT.value),
    Column("始まり", "when", HandlerSort.FROM.value),
    Column("終わり", "when", HandlerSort.TO.value),
    Column("教育を受けた日", "when"),
    Column("契約", "contract", HandlerSort.NUMBER.value),
    Column("受託者・再委託先", "folds party"),
    Column("所管課", "folds place", HandlerSort.DEPARTMENT.value),
)
ACTS = Column("操作", "act")
TABS: Mapping[HandlerFilter, str] = {
    HandlerFilter.NOW: "いま担当",
    HandlerFilter.UNTAUGHT: "うち教育の日が未記入",
    HandlerFilter.COMING: "これから",
    HandlerFilter.GONE: "終わった担当",
    HandlerFilter.ALL: "すべて",
}


@room.get("")
@allowed(Act.SEE_CONTRACTS)
def index() -> ResponseReturnValue:
    """Those who handle the data on the day, unless the address asks for others."""
    asked, person = Asked(request.args), current_person()
    wanted, scope = _wanted(asked), person.scope
    with reading() as session:
        counts = handler_list.count_each(session, wanted, scope)
        page = Page(asked.page(), ROWS, counts[wanted.which].reports)
        lines = handler_list.handler_lines(session, wanted, scope, offset=page.offset, limit=ROWS)
        departments = contract_list.departments_seen(session, scope)
    enters = person.may(Act.ENTER)
    return render_template(
        "handlers/index.html",
        lines=lines,
        page=page,
        wanted=wanted,
        columns=(*COLUMNS, ACTS) if enters else COLUMNS,
        sort=Sort(wanted.sort.value, wanted.descending),
        tabs=list(_tabs(wanted, counts)),
        people=counts[wanted.which].people,
        boxes=asked.boxes("on", wanted.on),
        department_choices=[(name, name) for name in departments],
        role_choices=[(role.value, words(role)) for role in HandlerRole],
        problems=asked.problems,
        address=address,
        enters=enters,
        is_today=wanted.on == today(),
        back=request.full_path.rstrip("?"),
        form_key=new_key(),
    )


def _wanted(asked: Asked) -> WantedHandlers:
    sort = asked.member("sort", HandlerSort)
    return WantedHandlers(
        on=asked.day("on", today()),
        which=asked.member("which", HandlerFilter) or HandlerFilter.NOW,
        role=asked.member("role", HandlerRole),
        department=asked.text("department"),
        contract=asked.text("contract"),
        sort=sort or HandlerSort.NUMBER,
        descending=asked.flag("descending"),
    )


def _tabs(wanted: WantedHandlers, counts: Mapping[HandlerFilter, HandlerCount]) -> Iterator[Tab]:
    for which, said in TABS.items():
        href = here(which=which.value, page=None)
        yield Tab(said, href, which is wanted.which, counts[which].reports)
