"""外部結合: the list of connections to the outside, and the page of one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from app.clock import today
from app.records import (
    connection_amendments,
    connection_list,
    disposed_contracts,
    promise_evidence,
    promise_list,
)
from app.records.connection_list import ConnectionFilter, WantedConnections
from app.records.database import reading
from app.records.matter_scope import own_contract_titles
from app.records.promise_list import TOLD, WantedPromises
from app.rooms.council.acts_here import ActsHere
from app.rooms.council.check_lines import checks_of
from app.rooms.council.connection_changes import history
from app.rooms.council.deeds import Of, Who
from app.rooms.council.matter import ADVICE_COLUMNS, Voice, advice_acts
from app.rooms.council.promise_lines import COLUMNS_OF_ONE, lines
from app.rooms.council.room import room, ways
from app.web.asked import Asked
from app.web.filter_tabs import filter_tabs
from app.web.paging import Page
from app.web.permissions import allowed, current_person
from app.web.table import Column
from audits.council import CouncilResult, Matter
from audits.roles import Act

ROWS = 50
COLUMNS = (
    Column("結合番号", "key"),
    Column("件名", "long"),
    Column("相手方"),
    Column("形態"),
    Column("所管課"),
    Column("契約", "key"),
    Column("開始日", "when"),
    Column("終了日", "when"),
)
MATTERS = (
    Column("開催日", "when"),
    Column("付議番号", "key"),
    Column("区分", "key"),
    Column("件名・変更点", "long"),
    Column("結果", "key"),
)
SAFEGUARDS = (*COLUMNS_OF_ONE, Column("操作"))
TABS: Mapping[ConnectionFilter, str] = {
    ConnectionFilter.RUNNING: "結合している",
    ConnectionFilter.COMING: "これから",
    ConnectionFilter.ENDED: "終わった",
    ConnectionFilter.ALL: "すべて",
}
_OWNERS = (Who.SECRETARIAT, Who.DEPARTMENT)


@room.get("/connections")
@allowed(Act.SEE_CONTRACTS)
def connections() -> ResponseReturnValue:
    """Those that are in use today, unless the address asks for others."""
    asked, person = Asked(request.args), current_person()
    wanted = WantedConnections(
        on=asked.day("on", today()),
        which=asked.member("which", ConnectionFilter) or ConnectionFilter.RUNNING,
        words=asked.text("q"),
        department=asked.text("department"),
        alone=asked.flag("alone"),
    )
    with reading() as session:
        counts = connection_list.count_connections(session, wanted, person.scope)
        page = Page(asked.page(), ROWS, counts[wanted.which])
        found = connection_list.connections(
            session, wanted, person.scope, offset=page.offset, limit=ROWS
        )
        numbers = sorted({one["contract_number"] for one in found if one["contract_number"]})
        contracts = own_contract_titles(session, numbers, person.scope)
        departments = connection_list.departments_seen(session, person.scope)
    acts = ActsHere(person)
    own = person.departments[0] if person.departments else ""
    return render_template(
        "council/connections.html",
        ways=list(ways("council.connections")),
        wanted=wanted,
        lines=found,
        contracts=contracts,
        page=page,
        columns=COLUMNS,
        tabs=list(filter_tabs(TABS, wanted.which, counts)),
        boxes=asked.boxes("on", wanted.on),
        department_choices=[(name, name) for name in departments],
        problems=asked.problems,
        new=acts.first("connection", Of.NOTHING, "", own, *_OWNERS),
    )


@room.get("/connections/<path:connection>")
@allowed(Act.SEE_CONTRACTS)
def connection(connection: str) -> ResponseReturnValue:
    """What it is, what the council was told of it, and what became of that."""
    person, on, asked = current_person(), today(), Asked(request.args)
    acts = ActsHere(person)
    with reading() as session:
        found = connection_list.connection_page(session, connection, person.scope)
        if found is None:
            abort(404)
        wanted = WantedPromises(connections=(connection,))
        promised = promise_list.promises(session, wanted, person.scope)
        became = promise_evidence.became(session, promised, on)
        number = found.values["contract_number"]
        contract = own_contract_titles(session, [number] if number else [], person.scope)
        unknown = [number] if number and number not in contract else []
        gone = disposed_contracts.seen_among(session, unknown, person.scope)
        checks = checks_of(session, found, acts, asked.page())
        fact = connection_amendments.through(session, found.id)
    department = found.values["department"]
    told = {origin.value for origin in TOLD}
    return render_template(
        "council/connection.html",
        found=found,
        values=found.values,
        contract=contract,
        gone=gone,
        lines=list(lines(became, {}, person)),
        others=[one for one in found.safeguards if one["origin"] not in told],
        columns=SAFEGUARDS,
        checks=checks,
        history=history(fact, connection, department, acts, on),
        boxes=asked.boxes("on", on),
        advices=list(_voices(found, department, acts)),
        advice_columns=ADVICE_COLUMNS,
        matter_columns=MATTERS,
        matter_kind=Matter,
        result_kind=CouncilResult,
        acts=_acts(acts, connection, department),
        safeguard=acts.first("safeguard", Of.CONNECTION, connection, department, *_OWNERS),
        safeguard_change=lambda key: acts.first(
            "safeguard-change", Of.CONNECTION, connection, department, *_OWNERS, key=key
        ),
        advice=acts.first(
            "advice", Of.CONNECTION, connection, department, Who.SECRETARIAT, Who.ADVISOR
        ),
        on=on,
    )


def _acts(acts: ActsHere, number: str, department: str) -> list[tuple[str, str]]:
    named = ((Of.CONNECTION, number, department), _OWNERS)
    ways = (
        ("内容を改める", acts.first("connection-change", *named[0], *named[1])),
        ("結合を終える", acts.first("connection-end", *named[0], *named[1])),
        ("付議を登録", acts.form(Who.SECRETARIAT, "matter", Of.NOTHING, connection=number)),
    )
    return [(words, way) for words, way in ways if way]


def _voices(
    found: connection_list.ConnectionPage, department: str, acts: ActsHere
) -> Iterator[Voice]:
    for one in found.advices:
        values = one.values
        yield Voice(
            values["number"],
            values["on"],
            "",
            values["text"],
            values["answer"] or "",
            values["promised"],
            advice_acts(one, department, acts),
        )
