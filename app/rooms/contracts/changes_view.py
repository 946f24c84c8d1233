"""変更の経過の見出し: what was agreed and what became of it: when, what, why, in which matter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from app.acts import record
from app.records.agreed import Agreed, Fact, Step
from app.records.contract_page import ContractPage
from app.records.handlers import HandlerReportRow
from app.rooms.contracts.agreed_words import SHEETS, matter_href, matter_of, value_words
from app.rooms.contracts.party import Party, parties
from app.web import anchors
from app.web.asked import Asked
from app.web.date_field import DateBox
from app.web.page_address import address
from app.web.table import Column
from audits.engagement import PRIME_BRANCH
from audits.entry import Entry, EntryKind
from audits.handler import HandlerRole
from audits.wareki import short_wareki
from audits.wording import HANDLER_ROLE

COLUMNS = (
    Column("変更日", "when"),
    Column("区分・事業者", "who"),
    Column("変わったこと", "long"),
    Column("理由と付議", "long"),
    Column("記入"),
)


@dataclass(frozen=True, slots=True)
class Changed:
    """One column: before and after, or what was added to a list and taken from it."""

    heading: str
    before: str = ""
    after: str = ""
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One change with everything that is known of it.

    `kept_words`: what the record's entry says, where reason and matter are not kept by themselves.
    `written_on` and `written_by`: when it was entered, and by whom; `is_late`: on a later day.
    """

    on: date
    kind: str
    party: Party
    order: tuple[date, int]
    changes: tuple[Changed, ...] = ()
    says: str = ""
    reason: str = ""
    kept_words: str = ""
    matter: str = ""
    matter_href: str = ""
    written_on: date | None = None
    written_by: str = ""
    is_late: bool = False
    is_amendment: bool = False
    to_come: bool = False
    entry: int | None = None
    entry_href: str = ""
    mend_href: str = ""


@dataclass(frozen=True, slots=True)
class ChangesView:
    """Everything that the view shows, the newest first; `boxes` take the day to look at."""

    lines: tuple[ChangeLine, ...]
    boxes: Sequence[DateBox]
    columns: tuple[Column, ...] = COLUMNS


def contents(page: ContractPage, asked: Asked) -> ChangesView:
    through = page.agreed
    lines = [] if through is None else [*_of_facts(page, through), *_of_handlers(page)]
    lines.sort(key=lambda line: line.order, reverse=True)
    return ChangesView(tuple(lines), asked.boxes("on", page.found.on))


def _of_facts(page: ContractPage, through: Agreed) -> Iterator[ChangeLine]:
    of = parties(page.found)
    for fact in through.facts:
        for step in fact.steps:
            if step.before is None or step.changed:
                yield _line(page, of[fact.branch], fact, step)


def _line(page: ContractPage, party: Party, fact: Fact, step: Step) -> ChangeLine:
    on, entry = _day(step), step.entry
    is_amendment = step.since is not None
    matter = matter_of(step)
    has_words = is_amendment and step.amended is None and entry is not None
    return ChangeLine(
        on,
        _kind(fact, step),
        party,
        (on, step.version.id),
        tuple(_changes(page, step)),
        says="" if step.before else _beginning(fact, step),
        reason=step.amended.reason if step.amended else "",
        kept_words=entry.text if has_words and entry is not None else "",
        matter=matter,
        matter_href=matter_href(matter),
        written_on=step.written_on,
        written_by=_writer(step),
        is_late=step.is_late,
        is_amendment=is_amendment,
        to_come=on > page.found.on,
        entry=entry.number if entry else None,
        entry_href=_entry_href(page, entry),
        mend_href=_mend_href(page, step) if is_amendment and entry else "",
    )


def _day(step: Step) -> date:
    if step.before is None:
        values = step.version.values
        day: date = values.get("concluded_on") or values["starts_on"]
        return day
    return step.since or step.written_on


def _kind(fact: Fact, step: Step) -> str:
    is_prime = fact.branch == PRIME_BRANCH
    if step.before is None:
        return "契約の始まり" if is_prime else "再委託の始まり"
    if step.since is not None:
        return EntryKind.AMENDED.value
    return step.entry.kind.value if step.entry else "記載の補い"


def _beginning(fact: Fact, step: Step) -> str:
    values = step.version.values
    term = f"{short_wareki(values['starts_on'])}～{short_wareki(values['ends_on'])}"
    contractor = values["contractor"] or "受託者未定"
    return f"{contractor}　{term}"


def _writer(step: Step) -> str:
    entry = step.entry
    if entry is not None and record.is_from_workbook(entry):
        return entry.written_by
    return step.version.written_by


def _changes(page: ContractPage, step: Step) -> Iterator[Changed]:
    if step.before is None:
        return
    headings = SHEETS[step.version.table].headings
    for name in step.changed:
        before, after = step.before.values[name], step.version.values[name]
        if isinstance(after, list):
            yield Changed(
                headings[name],
                added=tuple(one for one in after if one not in (before or [])),
                removed=tuple(one for one in before or [] if one not in after),
            )
        else:
            old, new = (value_words(name, one, page.clause_sets) for one in (before, after))
            yield Changed(headings[name], before=old, after=new)


def _of_handlers(page: ContractPage) -> Iterator[ChangeLine]:
    """The reports of who handles the data: the persons on the contractor's side."""
    of = parties(page.found)
    entries = _entries_of(page.found.entries, HandlerReportRow.__tablename__)
    for filed in page.found.handlers:
        values = filed.values
        entry = entries.get(values["id"])
        count = f"　{values['headcount']:,}名" if values["headcount"] is not None else ""
        role = HANDLER_ROLE[HandlerRole(values["role"])]
        yield ChangeLine(
            values["received_on"],
            EntryKind.HANDLER_REPORTED.value,
            of[filed.branch],
            (values["received_on"], 0),
            says=f"{role}　{values['position']}{count}",
            written_by=entry.written_by if entry else "",
            entry=entry.number if entry else None,
            entry_href=_entry_href(page, entry),
        )


def _entries_of(entries: Sequence[Entry], table: str) -> dict[int, Entry]:
    """The entry that the writing of each row of a table left."""
    bound = ((one.bound_to[0], one) for one in entries if one.bound_to)
    return {snapshot.row: one for snapshot, one in bound if snapshot.table == table}


def _entry_href(page: ContractPage, entry: Entry | None) -> str:
    if entry is None:
        return ""
    number, place = page.found.contract.number, f"#{anchors.entry(entry.number)}"
    return address("contracts.show", number=number, view="record", all=1) + place


def _mend_href(page: ContractPage, step: Step) -> str:
    version = step.version
    return address(
        "amendments.mend",
        number=page.found.contract.number,
        branch=version.branch or None,
        revision=version.revision,
    )
