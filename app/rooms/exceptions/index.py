"""例外の承諾の一覧: what was asked for, what was decided, and which copies nobody has seen go."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.clock import today
from app.records import contract_list, exception_list
from app.records.database import reading
from app.records.exception_list import ExceptionFilter, ExceptionSort, WantedExceptions
from app.rooms.exceptions.room import room
from app.web.asked import Asked
from app.web.filters import words
from app.web.navigation import Tab
from app.web.page_address import address, here
from app.web.paging import Page
from app.web.permissions import allowed, current_person
from app.web.table import Column, Sort
from audits.exception import ExceptionKind
from audits.roles import Act

ROWS = 50
COLUMNS = (
    Column("状態", "state"),
    Column("申請の日", "when", ExceptionSort.ASKED.value),
    Column("種類", "cause", ExceptionSort.KIND.value),
    Column("対象", "long"),
    Column("件数", "number"),
    Column("期間", "term", ExceptionSort.LAST.value),
    Column("返却・消去", "when"),
    Column("契約", "contract", ExceptionSort.NUMBER.value),
    Column("受託者・再委託先", "folds party"),
    Column("所管課", "folds place", ExceptionSort.DEPARTMENT.value),
)
TABS: Mapping[ExceptionFilter, str] = {
    ExceptionFilter.ALL: "すべて",
    ExceptionFilter.WAITING: "申請中",
    ExceptionFilter.CONSENTED: "承諾",
    ExceptionFilter.RUNNING: "うち期間中",
    ExceptionFilter.ENDED: "うち終了",
    ExceptionFilter.COPY_OUT: "うち返却・消去が未確認",
    ExceptionFilter.REFUSED: "不承諾・取下げ",
}


@room.get("")
@allowed(Act.SEE_CONTRACTS)
def index() -> ResponseReturnValue:
    """All of them, unless the address asks for some."""
    asked, scope = Asked(request.args), current_person().scope
    wanted = _wanted(asked)
    with reading() as session:
        counts = exception_list.count_each(session, wanted, scope)
        page = Page(asked.page(), ROWS, counts[wanted.which])
        lines = exception_list.exception_lines(
            session, wanted, scope, offset=page.offset, limit=ROWS
        )
        departments = contract_list.departments_seen(session, scope)
    return render_template(
        "exceptions/index.html",
        lines=lines,
        page=page,
        wanted=wanted,
        columns=COLUMNS,
        sort=Sort(wanted.sort.value, wanted.descending),
        tabs=list(_tabs(wanted, counts)),
        boxes=asked.boxes("on", wanted.on),
        department_choices=[(name, name) for name in departments],
        kind_choices=[(kind.value, words(kind)) for kind in ExceptionKind],
        problems=asked.problems,
        address=address,
    )


def _wanted(asked: Asked) -> WantedExceptions:
    sort = asked.member("sort", ExceptionSort)
    return WantedExceptions(
        on=asked.day("on", today()),
        which=asked.member("which", ExceptionFilter) or ExceptionFilter.ALL,
        kind=asked.member("kind", ExceptionKind),
        department=asked.text("department"),
        sort=sort or ExceptionSort.ASKED,
        descending=asked.flag("descending") if sort else True,
    )


def _tabs(wanted: WantedExceptions, counts: Mapping[ExceptionFilter, int]) -> Iterator[Tab]:
    for which, said in TABS.items():
        late = counts[which] if which is ExceptionFilter.COPY_OUT else 0
        yield Tab(
            said, here(which=which.value, page=None), which is wanted.which, counts[which], late
        )
