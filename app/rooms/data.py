"""データと消去: what is still out there, and the certificates that wait for a check."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.clock import today
from app.records import certificate_list, contract_list, data_list
from app.records.certificate_list import WantedCertificates
from app.records.data_list import DataCount, DataFilter, DataSort, WantedData
from app.records.database import reading
from app.web.asked import Asked
from app.web.entry_address import comparison_address
from app.web.navigation import Tab
from app.web.page_address import here
from app.web.paging import Page
from app.web.permissions import allowed, current_person
from app.web.table import Column, Sort
from audits.roles import Act

room = Blueprint("data", __name__, url_prefix="/data")
ROWS = 50
COLUMNS = (
    Column("状態"),
    Column("返還の期限", "when", DataSort.DUE.value),
    Column("データ"),
    Column("件数", "number", DataSort.COUNT.value),
    Column("いつから", "when", DataSort.SINCE.value),
    Column("契約", "contract", DataSort.NUMBER.value),
    Column("受託者・再委託先", "folds party"),
    Column("所管課", "folds place", DataSort.DEPARTMENT.value),
    Column("不要日", "when"),
    Column("終了日", "when", DataSort.ENDS_ON.value),
)
CERTIFICATE_COLUMNS = (
    Column("状態"),
    Column("確認の期限", "when"),
    Column("証明書番号", "key"),
    Column("受領日", "when"),
    Column("控えの消滅日", "when"),
    Column("契約", "contract"),
    Column("受託者・再委託先", "folds party"),
    Column("所管課", "folds place"),
)
ACTS = Column("操作", "act")
TABS: Mapping[DataFilter, str] = {
    DataFilter.ALL: "残っているデータ",
    DataFilter.AFTER_END: "終了後に残るデータ",
    DataFilter.OVERDUE: "返還・消去の期限超過",
    DataFilter.NO_LONGER_NEEDED: "不要になったデータ",
}


@room.get("")
@allowed(Act.SEE_CONTRACTS)
def index() -> ResponseReturnValue:
    """All data that contractors have, unless the address asks for some of it."""
    asked, scope = Asked(request.args), current_person().scope
    wanted = WantedData(
        on=asked.day("on", today()),
        which=asked.member("which", DataFilter) or DataFilter.ALL,
        department=asked.text("department"),
        sort=asked.member("sort", DataSort) or DataSort.DUE,
        descending=asked.flag("descending"),
    )
    waiting = WantedCertificates(wanted.on, wanted.department)
    with reading() as session:
        counts = data_list.count_each(session, wanted, scope)
        certificates = certificate_list.count_certificates(session, waiting, scope)
        page = Page(asked.page(), ROWS, counts[wanted.which].items)
        lines = data_list.data_lines(session, wanted, scope, offset=page.offset, limit=ROWS)
        departments = contract_list.departments_seen(session, scope)
    return render_template(
        "data/index.html",
        lines=lines,
        page=page,
        wanted=wanted,
        counts=counts,
        columns=COLUMNS,
        sort=Sort(wanted.sort.value, wanted.descending),
        tabs=list(_tabs(counts, certificates, wanted.which)),
        boxes=asked.boxes("on", wanted.on),
        department_choices=[(name, name) for name in departments],
        problems=asked.problems,
    )


@room.get("/certificates")
@allowed(Act.SEE_CONTRACTS)
def certificates() -> ResponseReturnValue:
    """The certificates that were received and not confirmed yet."""
    asked, person = Asked(request.args), current_person()
    scope = person.scope
    # Whoever sees more than the own contracts goes by way of the contract.
    enters = person.may(Act.ENTER) and person.scope_of(Act.ENTER) == scope
    wanted = WantedCertificates(on=asked.day("on", today()), department=asked.text("department"))
    with reading() as session:
        out = WantedData(wanted.on, department=wanted.department)
        counts = data_list.count_each(session, out, scope)
        total = certificate_list.count_certificates(session, wanted, scope)
        page = Page(asked.page(), ROWS, total)
        lines = certificate_list.certificate_lines(
            session, wanted, scope, offset=page.offset, limit=ROWS
        )
        departments = contract_list.departments_seen(session, scope)
    return render_template(
        "data/certificates.html",
        lines=lines,
        page=page,
        wanted=wanted,
        columns=(*CERTIFICATE_COLUMNS, *([ACTS] if enters else [])),
        enters=enters,
        comparison=comparison_address,
        back=url_for("data.certificates"),
        tabs=list(_tabs(counts, total)),
        boxes=asked.boxes("on", wanted.on),
        department_choices=[(name, name) for name in departments],
        problems=asked.problems,
    )


def _tabs(
    counts: Mapping[DataFilter, DataCount], certificates: int, present: DataFilter | None = None
) -> Iterator[Tab]:
    """The tabs of both lists; no filter is present on that of the certificates."""
    data = url_for("data.index")
    for which, words in TABS.items():
        address = data + here(which=which.value, page=None)
        late = counts[which].items if which is DataFilter.OVERDUE else 0
        yield Tab(words, address, which is present, counts[which].items, late)
    address = url_for("data.certificates") + here(which=None, sort=None, descending=None, page=None)
    yield Tab("確認待ちの証明書", address, present is None, certificates)
