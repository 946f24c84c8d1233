"""認証の一覧: which contractors hold what, and until when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from app.clock import today
from app.records import certification_list
from app.records.certification_list import (
    WARNING_DAYS,
    CertificationFilter,
    CertificationSort,
    WantedCertifications,
)
from app.records.database import reading
from app.web.asked import Asked
from app.web.navigation import Tab
from app.web.page_address import address, here
from app.web.paging import Page
from app.web.permissions import allowed, current_person
from app.web.table import Column, Sort
from audits.kind import Kind
from audits.roles import Act

room = Blueprint("certifications", __name__, url_prefix="/certifications")
ROWS = 50
COLUMNS = (
    Column("状態", "state"),
    Column("有効期限", "when", CertificationSort.UNTIL.value),
    Column("事業者", "", CertificationSort.CONTRACTOR.value),
    Column("制度", "", CertificationSort.SCHEME.value),
    Column("登録番号", "key"),
    Column("対象の契約"),
)
TABS: Mapping[CertificationFilter, str] = {
    CertificationFilter.ALL: "すべて",
    CertificationFilter.LAPSED: "切れた",
    CertificationFilter.SOON: f"{WARNING_DAYS}日以内に切れる",
    CertificationFilter.VALID: "有効",
}


@room.get("")
@allowed(Act.SEE_CONTRACTS)
def index() -> ResponseReturnValue:
    """Those of the contractors whom the person's contracts name."""
    asked, scope = Asked(request.args), current_person().scope
    wanted = _wanted(asked)
    with reading() as session:
        counts = certification_list.count_each(session, wanted, scope)
        page = Page(asked.page(), ROWS, counts[wanted.which])
        lines = certification_list.certification_lines(
            session, wanted, scope, offset=page.offset, limit=ROWS
        )
        schemes = certification_list.schemes_on_file(session)
    return render_template(
        "certifications/index.html",
        lines=lines,
        page=page,
        wanted=wanted,
        columns=COLUMNS,
        sort=Sort(wanted.sort.value, wanted.descending),
        tabs=list(_tabs(wanted, counts)),
        boxes=asked.boxes("on", wanted.on),
        scheme_choices=[(scheme, scheme) for scheme in schemes],
        problems=asked.problems,
        owed=address("due_items.index", kind=Kind.CERTIFICATION.value, state="all"),
        warning_days=WARNING_DAYS,
    )


def _wanted(asked: Asked) -> WantedCertifications:
    return WantedCertifications(
        on=asked.day("on", today()),
        which=asked.member("which", CertificationFilter) or CertificationFilter.ALL,
        scheme=asked.text("scheme"),
        contractor=asked.text("contractor"),
        sort=asked.member("sort", CertificationSort) or CertificationSort.UNTIL,
        descending=asked.flag("descending"),
    )


def _tabs(wanted: WantedCertifications, counts: Mapping[CertificationFilter, int]) -> Iterator[Tab]:
    for which, said in TABS.items():
        href = here(which=which.value, page=None)
        yield Tab(said, href, which is wanted.which, counts[which])
