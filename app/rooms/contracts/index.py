"""契約の一覧: contracts searched, filtered and sorted as the address says."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.clock import today
from app.records import contract_list
from app.records.contract_flags import Flag
from app.records.contract_list import Sort, Wanted
from app.records.database import reading
from app.rooms.contracts.room import room
from app.web.asked import Asked
from app.web.paging import Page
from app.web.permissions import allowed, current_person
from app.web.table import Column
from app.web.table import Sort as TableSort
from audits.due import Alert
from audits.roles import Act
from audits.stage import Stage
from audits.wording import ALERT, STAGE

ROWS = 50
FLAGS = (
    (Flag.STANDS.value, "不成立を除く"),
    (Flag.NO_CONTRACTOR.value, "開始後も受託者未定"),
    (Flag.NO_OFFICER.value, "担当者のいない契約"),
)
COLUMNS = (
    Column("警告"),
    Column("契約番号", sort=Sort.NUMBER.value),
    Column("件名", "contract", Sort.TITLE.value),
    Column("受託者", "party"),
    Column("所管課", "folds place", Sort.DEPARTMENT.value),
    Column("開始日", "folds when"),
    Column("終了日", "when", Sort.ENDS_ON.value),
    Column("段階"),
    Column("超過", "number"),
)


@room.get("")
@allowed(Act.SEE_CONTRACTS)
def index() -> ResponseReturnValue:
    """Searched, filtered and sorted as the address says."""
    asked, scope = Asked(request.args), current_person().scope
    wanted = Wanted(
        on=asked.day("on", today()),
        words=asked.text("q"),
        department=asked.text("department"),
        stage=asked.member("stage", Stage),
        alert=asked.member("alert", Alert),
        fiscal_year=asked.fiscal_year("year"),
        my_number=asked.flag("my_number"),
        flag=asked.member("flag", Flag),
        sort=asked.member("sort", Sort) or Sort.NUMBER,
        descending=asked.flag("descending"),
    )
    with reading() as session:
        total = contract_list.count_contracts(session, wanted, scope)
        page = Page(asked.page(), ROWS, total)
        lines = contract_list.contract_lines(session, wanted, scope, offset=page.offset, limit=ROWS)
        departments = contract_list.departments_seen(session, scope)
    return render_template(
        "contracts/index.html",
        enter=Act.ENTER,
        lines=lines,
        page=page,
        wanted=wanted,
        columns=COLUMNS,
        sort=TableSort(wanted.sort.value, wanted.descending),
        department_choices=[(name, name) for name in departments],
        stage_choices=[(stage.value, STAGE[stage]) for stage in Stage],
        alert_choices=[(alert.value, ALERT[alert]) for alert in Alert],
        flag_choices=FLAGS,
        boxes=asked.boxes("on", wanted.on),
        problems=asked.problems,
    )
