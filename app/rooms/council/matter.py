"""一つの付議: what was laid before the council, what was said of it, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from app.clock import today
from app.records import matter_page, promise_evidence, promise_list
from app.records.database import reading
from app.records.matter_page import AdviceOn, MatterPage, Subject
from app.records.promise_list import WantedPromises
from app.rooms.council.acts_here import ActsHere
from app.rooms.council.deeds import Of, Who
from app.rooms.council.promise_lines import COLUMNS_OF_ONE, lines
from app.rooms.council.room import room
from app.web.page_address import address
from app.web.permissions import allowed, current_person
from app.web.table import Column
from audits.council import CouncilResult, Matter
from audits.roles import Act

ADVICE_COLUMNS = (
    Column("番号", "key"),
    Column("日", "when"),
    Column("何について"),
    Column("助言・意見", "long"),
    Column("対応", "long"),
    Column("約束した対策"),
    Column("操作"),
)
OPINION_COLUMNS = tuple(
    Column("だれの意見か") if column.words == "何について" else column for column in ADVICE_COLUMNS
)


@dataclass(frozen=True, slots=True)
class Voice:
    """Advice or an opinion, with what may be done about it: (words, address)."""

    number: str
    on: object
    about: str
    text: str
    answer: str
    promised: Sequence[str]
    acts: Sequence[tuple[str, str]]


@room.get("/matters/<path:matter>")
@allowed(Act.SEE_CONTRACTS)
def matter(matter: str) -> ResponseReturnValue:
    """From the session to the last confirmation, as far as the person reaches."""
    person, on = current_person(), today()
    with reading() as session:
        found = matter_page.matter_page(session, matter, person.scope)
        if found is None:
            abort(404)
        wanted = WantedPromises(
            contracts=tuple(one.number for one in found.contracts if one.id),
            connections=tuple(one.number for one in found.connections if one.id),
        )
        promised = promise_list.promises(session, wanted, person.scope)
        became = promise_evidence.became(session, promised, on)
    acts = ActsHere(person)
    values = found.values
    return render_template(
        "council/matter.html",
        found=found,
        values=values,
        kind=Matter(values["matter"]),
        result=CouncilResult(values["result"]) if values["result"] else None,
        advices=list(_advices(found, acts)),
        opinions=list(_opinions(found, acts)),
        advice_columns=ADVICE_COLUMNS,
        opinion_columns=OPINION_COLUMNS,
        lines=list(lines(became, {}, person)),
        columns=COLUMNS_OF_ONE,
        places=[*_places(found.contracts, Of.CONTRACT, acts)],
        links=[*_places(found.connections, Of.CONNECTION, acts)],
        change=acts.form(Who.SECRETARIAT, "matter-change", Of.MATTER, matter),
        opinion=address("council.opinion_new", matter=matter) if acts.keeps() else "",
        takes_away=person.may(Act.TAKE_AWAY),
        on=on,
    )


@dataclass(frozen=True, slots=True)
class Place:
    """A contract or connection of the matter, its page, and where advice and safeguards go."""

    subject: Subject
    href: str
    acts: Sequence[tuple[str, str]]


def _places(subjects: Sequence[Subject], of: Of, acts: ActsHere) -> Iterator[Place]:
    for one in subjects:
        if one.id is None:
            yield Place(one, "", ())
            continue
        href = address("contracts.show", number=one.number, view="council")
        if of is Of.CONNECTION:
            href = address("council.connection", connection=one.number)
        back = request.full_path.rstrip("?")
        ways = (
            (
                "助言を登録",
                acts.first(
                    "advice",
                    of,
                    one.number,
                    one.department,
                    Who.SECRETARIAT,
                    Who.ADVISOR,
                    back=back,
                ),
            ),
            ("保護対策を登録", _safeguard(acts, of, one, back)),
        )
        yield Place(one, href, tuple((words, way) for words, way in ways if way))


def _safeguard(acts: ActsHere, of: Of, one: Subject, back: str) -> str:
    """A contract's own safeguards a department enters on the contract's page."""
    if of is Of.CONTRACT and not acts.keeps():
        if not acts.reaches(Who.DEPARTMENT, one.department):
            return ""
        return address("entries.about", deed="safeguard", number=one.number, back=back)
    whos = (Who.SECRETARIAT, Who.DEPARTMENT) if of is Of.CONNECTION else (Who.SECRETARIAT,)
    return acts.first("safeguard", of, one.number, one.department, *whos, back=back)


def _advices(found: MatterPage, acts: ActsHere) -> Iterator[Voice]:
    for one in found.advices:
        values = one.values
        about = one.contract or one.connection or ""
        yield Voice(
            values["number"],
            values["on"],
            about,
            values["text"],
            values["answer"] or "",
            values["promised"],
            advice_acts(one, _department(found, one), acts),
        )


def advice_acts(one: AdviceOn, department: str, acts: ActsHere) -> tuple[tuple[str, str], ...]:
    """Answering it, or putting right what is noted of it."""
    of = Of.CONTRACT if one.contract else Of.CONNECTION
    number = one.contract or one.connection or ""
    asked = {"key": one.values["number"], "back": request.full_path.rstrip("?")}
    words = "対応を改める" if one.values["answer"] else "対応を登録"
    ways = (
        (words, acts.form(Who.DEPARTMENT, "advice-answer", of, number, department, **asked)),
        (
            "改める",
            acts.first(
                "advice-change", of, number, department, Who.SECRETARIAT, Who.ADVISOR, **asked
            ),
        ),
    )
    return tuple((said, way) for said, way in ways if way)


def _department(found: MatterPage, one: AdviceOn) -> str:
    places = {s.number: s.department for s in (*found.contracts, *found.connections)}
    return places.get(one.contract or one.connection or "", "")


def _opinions(found: MatterPage, acts: ActsHere) -> Iterator[Voice]:
    """A department answers what was said of a matter that it has a part in."""
    departments = {one.department for one in (*found.contracts, *found.connections) if one.id}
    answers = any(acts.reaches(Who.DEPARTMENT, name) for name in departments)
    for one in found.opinions:
        asked = {"matter": found.number, "key": one.number}
        words = "対応を改める" if one.answer else "対応を登録"
        ways = []
        if answers:
            ways.append((words, address("council.opinion_answer", **asked)))
        if acts.keeps():
            ways.append(("改める", address("council.opinion_change", **asked)))
        yield Voice(one.number, None, one.said_by, one.text, one.answer, one.promised, ways)
