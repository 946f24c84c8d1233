"""説明したことのその後: what became of all that the council was told, as a list and a paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import current_app, render_template, request
from flask.typing import ResponseReturnValue

from app.clock import today
from app.records import contract_list, promise_evidence, promise_list
from app.records.council_rows import Reading
from app.records.database import reading
from app.records.promise_evidence import Became
from app.records.promise_list import TOLD, WantedPromises
from app.records.scope import Scope
from app.rooms.council.promise_lines import COLUMNS, lines
from app.rooms.council.room import room, ways
from app.web.asked import Asked
from app.web.paging import Page
from app.web.pdf_answer import pdf_answer
from app.web.permissions import allowed, current_person
from app.workflows import print_council
from audits.promise import PromiseState
from audits.roles import Act
from audits.safeguard import SafeguardOrigin
from audits.wording import PROMISE_STATE, SAFEGUARD_ORIGIN

ROWS = 50


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the address asks for; `state` None: all."""

    on: date
    narrowed: WantedPromises
    state: PromiseState | None


@room.get("/promises")
@allowed(Act.SEE_CONTRACTS)
def promises() -> ResponseReturnValue:
    """Filters by department, fiscal year of the session, origin and state."""
    asked, scope = Asked(request.args), current_person().scope
    wanted = _wanted(asked)
    with reading() as session:
        page, shown = _page(session, wanted, scope, asked.page())
        told = promise_list.told_in(session, [one.promise for one in shown])
        departments = contract_list.departments_seen(session, scope)
    return render_template(
        "council/promises.html",
        ways=list(ways("council.promises")),
        wanted=wanted,
        lines=list(lines(shown, told, current_person())),
        page=page,
        columns=COLUMNS,
        states=[(one.value, PROMISE_STATE[one]) for one in PromiseState],
        origins=[(one.value, SAFEGUARD_ORIGIN[one]) for one in TOLD],
        department_choices=[(name, name) for name in departments],
        boxes=asked.boxes("on", wanted.on),
        problems=asked.problems,
        takes_away=current_person().may(Act.TAKE_AWAY),
    )


@room.get("/promises.pdf")
@allowed(Act.TAKE_AWAY)
def promises_paper() -> ResponseReturnValue:
    """The same list, whole, as a PDF."""
    wanted = _wanted(Asked(request.args))
    pdf = print_council.print_promises(
        wanted.narrowed,
        wanted.state,
        on=wanted.on,
        font_dir=current_app.config["MITODOKE"].font_dir,
        scope=current_person().scope_of(Act.TAKE_AWAY),
    )
    return pdf_answer(pdf, "審議会に説明したことのその後.pdf")


def _page(session: Reading, wanted: Wanted, scope: Scope, number: int) -> tuple[Page, list[Became]]:
    """One page; a state is known only of what is looked at, so with one all are looked at."""
    if wanted.state is None:
        page = Page(number, ROWS, promise_list.count_promises(session, wanted.narrowed, scope))
        some = promise_list.promises(
            session, wanted.narrowed, scope, offset=page.offset, limit=ROWS
        )
        return page, promise_evidence.became(session, some, wanted.on)
    found = promise_evidence.in_state(session, wanted.narrowed, wanted.state, wanted.on, scope)
    page = Page(number, ROWS, len(found))
    return page, found[page.offset : page.last]


def _wanted(asked: Asked) -> Wanted:
    origin = asked.member("origin", SafeguardOrigin)
    return Wanted(
        asked.day("on", today()),
        WantedPromises(
            department=asked.text("department"),
            fiscal_year=asked.fiscal_year("year"),
            origin=origin if origin in TOLD else None,
        ),
        asked.member("state", PromiseState),
    )
