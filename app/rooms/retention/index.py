"""保存と廃棄の一覧: what may go, what waits for the second person, what is kept, what is gone."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.acts.city import retention_rule
from app.acts.retention import ANOTHER, is_theirs, still_open
from app.clock import today
from app.records import contract_list, disposed_contracts, retention_list
from app.records.database import reading
from app.records.disposed_contracts import DisposedSort, WantedDisposed
from app.records.people import Person
from app.records.retention_list import Kept, RetentionSort, RetentionTab, WantedRetention
from app.rooms.retention.room import DEEDS, OF_TABS, ROWS, Deed, room
from app.web.asked import Asked
from app.web.filter_tabs import filter_tabs
from app.web.moments import moment
from app.web.paging import Page
from app.web.permissions import allowed, current_person
from app.web.retention_words import step_words
from app.web.table import Column, Sort
from audits.retention import RetentionStanding
from audits.roles import Act

TABS: Mapping[RetentionTab, str] = {
    RetentionTab.PROPOSED: "廃棄の対象",
    RetentionTab.WAITING: "第2の確認待ち",
    RetentionTab.EXTENDED: "保存を延長中",
    RetentionTab.DISPOSED: "廃棄した契約（廃棄簿）",
}
COLUMNS = (
    Column("選ぶ", "key"),
    Column("契約", "contract", RetentionSort.NUMBER.value),
    Column("所管課", sort=RetentionSort.DEPARTMENT.value),
    Column("完了・不成立", "when", RetentionSort.DONE.value),
    Column("年限", "number"),
    Column("保存期限", "when"),
    Column("管理記録", "number"),
    Column("状態", "state"),
)
DISPOSED_COLUMNS = (
    Column("番号", "number", DisposedSort.STUB.value),
    Column("契約番号", "key", DisposedSort.NUMBER.value),
    Column("所管課", sort=DisposedSort.DEPARTMENT.value),
    Column("契約期間", "folds term"),
    Column("完了・不成立", "when"),
    Column("保存期限", "when"),
    Column("管理記録", "folds number"),
    Column("二人の確認"),
)
LOOKS: Mapping[RetentionStanding, tuple[str, str]] = {
    RetentionStanding.PROPOSED: ("planned", "ink2"),
    RetentionStanding.VOID: ("failed", "red"),
    RetentionStanding.WAITING: ("check", "amber"),
    RetentionStanding.EXTENDED: ("waiting", "ink2"),
}
VOID = "確認の後に、管理記録が加わったか、年限が延びました。"
STILL_OPEN = "終わっていない期限が{}件あります。"


@dataclass(frozen=True, slots=True)
class Line:
    """A contract, whether this person may choose it, and what is to be known of it."""

    kept: Kept
    standing: RetentionStanding
    may_choose: bool
    step: str
    hindrances: tuple[str, ...]


@room.get("")
@allowed(Act.SEE_CONTRACTS)
def index() -> ResponseReturnValue:
    """One of four tabs; chosen rows lead to the page where they are decided on."""
    asked, person, on = Asked(request.args), current_person(), today()
    scope = person.scope
    which = asked.member("which", RetentionTab) or RetentionTab.PROPOSED
    is_gone = which is RetentionTab.DISPOSED
    with reading() as session:
        wanted = WantedRetention(
            on, retention_rule(session), asked.text("q"), asked.text("department")
        )
        wanted, gone, sort = _sorted(asked, wanted, which)
        counts = {
            **retention_list.count_each(session, wanted, scope),
            RetentionTab.DISPOSED: disposed_contracts.count(session, gone, scope),
        }
        page = Page(asked.page(), ROWS, counts[which])
        part = {"offset": page.offset, "limit": ROWS}
        stubs = disposed_contracts.page_of(session, gone, scope, **part) if is_gone else []
        found = [] if is_gone else retention_list.page_of(session, wanted, which, scope, **part)
        items = still_open(session, found, on)
        departments = contract_list.departments_seen(session, scope)
    acts = {DEEDS[one].act for one in OF_TABS[which] if person.may(DEEDS[one].act)}
    lines = [_line(one, acts, person, on, items.get(one.id, 0)) for one in found]
    return render_template(
        "retention/index.html",
        which=which,
        wanted=wanted,
        lines=lines,
        stubs=stubs,
        page=page,
        columns=DISPOSED_COLUMNS if is_gone else COLUMNS,
        sort=sort,
        tabs=list(filter_tabs(TABS, which, counts)),
        department_choices=[(name, name) for name in departments],
        deeds=[(one, DEEDS[one]) for one in OF_TABS[which] if person.may(DEEDS[one].act)],
        looks=LOOKS,
        moment=moment,
        all_chosen=asked.flag("all"),
        problems=asked.problems,
        takes_away=person.may(Act.TAKE_AWAY),
    )


def _sorted(
    asked: Asked, wanted: WantedRetention, which: RetentionTab
) -> tuple[WantedRetention, WantedDisposed, Sort]:
    """As the address says; else what has waited longest, or what went last, stands first."""
    gone = WantedDisposed(wanted.words, wanted.department)
    if which is RetentionTab.DISPOSED:
        by = asked.member("sort", DisposedSort)
        descending = asked.flag("descending") if by else True
        gone = replace(gone, sort=by or DisposedSort.STUB, descending=descending)
        return wanted, gone, Sort(gone.sort.value, descending)
    order = asked.member("sort", RetentionSort) or RetentionSort.DONE
    wanted = replace(wanted, sort=order, descending=asked.flag("descending"))
    return wanted, gone, Sort(order.value, wanted.descending)


def _line(kept: Kept, acts: Collection[Act], person: Person, on: date, items: int) -> Line:
    standing = kept.standing(on)
    return Line(
        kept,
        standing,
        any(is_theirs(person, act, kept) for act in acts),
        step_words(kept, standing),
        tuple(_hindrances(kept, standing, person, items)),
    )


def _hindrances(
    kept: Kept, standing: RetentionStanding, person: Person, items: int
) -> Iterator[str]:
    if standing is RetentionStanding.VOID:
        yield VOID
    if items:
        yield STILL_OPEN.format(items)
    is_waiting = standing is RetentionStanding.WAITING and person.may(Act.DISPOSE_OF_CONTRACT)
    if is_waiting and kept.step is not None and kept.step.person_id == person.id:
        yield ANOTHER


def tab_after(deed: Deed) -> RetentionTab:
    """The tab on which the contracts stand after a deed."""
    after = {
        Deed.FIRST: RetentionTab.WAITING,
        Deed.SECOND: RetentionTab.DISPOSED,
        Deed.EXTEND: RetentionTab.EXTENDED,
        Deed.TAKE_BACK: RetentionTab.PROPOSED,
    }
    return after[deed]
