"""契約: the list of contracts, and one contract from first hand-over to confirmed erasure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from app.acts.paper_facts.record_paper import record_paper
from app.clock import today
from app.records import contract_list, dossier
from app.records.contract_list import Sort, Wanted
from app.records.database import reading
from app.records.dossier import Dossier
from app.web.asked import Asked
from app.web.paging import Page
from app.web.permissions import allowed, current_person
from app.web.table import Column
from app.web.table import Sort as TableSort
from audits.due import OPEN_STATES, Alert, alert_of
from audits.erasure import disposed_on
from audits.roles import Act
from audits.stage import Stage, stage_on
from audits.wording import ALERT, STAGE

room = Blueprint("contracts", __name__, url_prefix="/contracts")
ROWS = 50
COLUMNS = (
    Column("警告"),
    Column("契約番号", sort=Sort.NUMBER.value),
    Column("件名", sort=Sort.TITLE.value),
    Column("受託者"),
    Column("所管課", sort=Sort.DEPARTMENT.value),
    Column("開始日", "when"),
    Column("終了日", "when", Sort.ENDS_ON.value),
    Column("段階"),
    Column("超過", "number"),
)

BRANCH = Column("枝番", "number")
SHOWN = {
    "subcontracts": (
        BRANCH,
        Column("再委託先"),
        Column("業務の内容"),
        Column("開始日", "when"),
        Column("終了日", "when"),
        Column("承諾日", "when"),
    ),
    "violations": (Column("区分"), BRANCH, Column("発生日", "when"), Column("内容")),
    "due_items": (Column("状態"), Column("期限", "when"), BRANCH, Column("すること")),
    "data": (
        BRANCH,
        Column("データ"),
        Column("日付", "when"),
        Column("件数", "number"),
        Column("返還・消去日", "when"),
        Column("状態"),
    ),
    "record": (
        Column("番号", "number"),
        Column("年月日", "when"),
        Column("区分"),
        Column("内容"),
        Column("相手方"),
        Column("確認者"),
        Column("方法"),
        Column("資料の所在"),
    ),
}


@room.get("")
@allowed(Act.SEE_CONTRACTS)
def index() -> ResponseReturnValue:
    """Searched, filtered and sorted as the address says."""
    asked, scope = Asked(request.args), current_person().scope
    wanted = Wanted(
        on=today(),
        words=asked.text("q"),
        department=asked.text("department"),
        stage=asked.member("stage", Stage),
        alert=asked.member("alert", Alert),
        fiscal_year=asked.fiscal_year("year"),
        my_number=asked.flag("my_number"),
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
        lines=lines,
        page=page,
        wanted=wanted,
        columns=COLUMNS,
        sort=TableSort(wanted.sort.value, wanted.descending),
        department_choices=[(name, name) for name in departments],
        stage_choices=[(stage.value, STAGE[stage]) for stage in Stage],
        alert_choices=[(alert.value, ALERT[alert]) for alert in Alert],
        problems=asked.problems,
    )


@room.get("/<path:number>")
@allowed(Act.SEE_CONTRACTS)
def show(number: str) -> ResponseReturnValue:
    """Everything on file of one contract."""
    with reading() as session:
        found = dossier.dossier(session, number, today(), current_person().scope)
    if found is None:
        abort(404)
    paper = record_paper(found)
    owed = [(item.kind, item.state) for item in found.due_items]
    return render_template(
        "contracts/show.html",
        dossier=found,
        paper=paper,
        stage=stage_on(found.contract, found.on),
        alert=alert_of(owed),
        violations=[v for v in found.violations if v.settled_on is None],
        open_items=[item for item in found.due_items if item.state in OPEN_STATES],
        data_lines=list(_data_lines(found)),
        entries=sorted(paper.rows, key=lambda row: (row.on, row.number), reverse=True),
        columns=SHOWN,
    )


@dataclass(frozen=True, slots=True)
class DataLine:
    """A data item and the day it was wholly disposed of, if it was."""

    branch: int
    number: str
    name: str
    on: date
    count: int | None
    disposed_on: date | None


def _data_lines(found: Dossier) -> Iterator[DataLine]:
    for filed in found.data:
        engagement, values = found.contract.engagement(filed.branch), filed.values
        number = values["number"]
        disposed = disposed_on(number, engagement.disposals, engagement.certificates)
        yield DataLine(
            filed.branch, number, values["name"], values["on"], values["count"], disposed
        )
