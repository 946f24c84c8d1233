"""事業者: contractors found by name or 法人番号, and everything that one may see of one of them."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from app.clock import today
from app.records import contractor_list
from app.records.contractor_page import MOST_FINDINGS, contractor_page, count_parts
from app.records.database import reading
from app.web.answers import see_other
from app.web.asked import Asked
from app.web.paging import Page
from app.web.permissions import allowed, current_person
from app.web.table import Column
from audits.corporate_number import complaint
from audits.fiscal_year import FiscalYear
from audits.roles import Act

room = Blueprint("contractors", __name__, url_prefix="/contractors")
ROWS = 50
COLUMNS = (
    Column("事業者"),
    Column("法人番号", "key"),
    Column("受託者としての契約", "number"),
    Column("再委託先としての契約", "number"),
)
PART_COLUMNS = (
    Column("契約", "key"),
    Column("件名"),
    Column("所管課"),
    Column("受持ち"),
    Column("期間", "term"),
    Column("状態"),
)
NAME_COLUMNS = (Column("名称"), Column("最初の契約の開始日", "when"), Column("最後", "when"))
HELD_COLUMNS = (
    Column("状態", "state"),
    Column("制度"),
    Column("登録番号", "key"),
    Column("有効期限", "when"),
    Column("対象の契約"),
)
YEAR_COLUMNS = (
    Column("年度"),
    Column("立入調査", "number"),
    Column("うち実地", "number"),
    Column("総合判定が適", "number"),
    Column("指摘", "number"),
    Column("うち未是正", "number"),
)
FINDING_COLUMNS = (
    Column("状態", "state"),
    Column("指摘番号", "key"),
    Column("内容"),
    Column("契約", "key"),
    Column("是正期限", "when"),
    Column("是正の確認", "when"),
)


@room.get("")
@allowed(Act.SEE_CONTRACTS)
def index() -> ResponseReturnValue:
    """By name or 法人番号, as far as the person's contracts name them; a single one is shown."""
    asked, scope = Asked(request.args), current_person().scope
    words = asked.text("q")
    with reading() as session:
        total = contractor_list.count_contractors(session, words, scope)
        page = Page(asked.page(), ROWS, total)
        place = {"offset": page.offset, "limit": ROWS}
        lines = contractor_list.contractor_lines(session, words, scope, **place)
    if words and total == 1:
        return see_other("contractors.show", contractor_id=lines[0].id)
    return render_template(
        "contractors/index.html",
        lines=lines,
        page=page,
        words=words,
        columns=COLUMNS,
        problems=asked.problems,
    )


@room.get("/<int(max=2147483647):contractor_id>")
@allowed(Act.SEE_CONTRACTS)
def show(contractor_id: int) -> ResponseReturnValue:
    """Everything of one contractor in the contracts that the person sees."""
    asked, scope, on = Asked(request.args), current_person().scope, today()
    with reading() as session:
        page = Page(asked.page(), ROWS, count_parts(session, contractor_id, scope))
        place = {"offset": page.offset, "limit": ROWS}
        found = contractor_page(session, contractor_id, scope, **place)
    if found is None:
        abort(404)
    return render_template(
        "contractors/show.html",
        found=found,
        page=page,
        on=on,
        wrong_number=complaint(found.corporate_number) if found.corporate_number else None,
        year_words=lambda year: FiscalYear(year).short_label,
        is_valid=lambda until: _is_valid(until, on),
        most_findings=MOST_FINDINGS,
        part_columns=PART_COLUMNS,
        name_columns=NAME_COLUMNS,
        held_columns=HELD_COLUMNS,
        year_columns=YEAR_COLUMNS,
        finding_columns=FINDING_COLUMNS,
    )


def _is_valid(until: date, on: date) -> bool:
    return until >= on
