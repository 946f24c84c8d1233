"""以前の答え: what earlier visits said of an item, and what they found in it that is still open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.records import revisions, sheets
from app.records.filed import Values, filed
from app.records.inspections import FindingRow
from app.records.reachable import reachable
from app.records.scope import Scope
from app.records.sheets import Answer, Sheet
from audits.fiscal_year import FiscalYear
from audits.repeated_finding import is_same_item
from checklists.composing import ComposedItem, ItemOrigin

BETWEEN = "　"  # A3　手順書が古い。


@dataclass(frozen=True, slots=True)
class OpenFinding:
    """A finding that is not put right yet; `name` is 年度-回-指摘番号."""

    name: str
    text: str
    set_due_on: date | None


@dataclass(frozen=True, slots=True)
class Earlier:
    """What stands beside an item: the last answer to it, of which year, and what is still open."""

    year: FiscalYear | None = None
    answer: Answer | None = None
    findings: tuple[OpenFinding, ...] = ()


NOTHING = Earlier()


def item_found(finding: Values, earlier: Sequence[Sheet]) -> ComposedItem | None:
    """The item of an earlier sheet of which this was found; None where that is not known.

    What was loaded or written by hand has no key of the item, at most its place in front.
    """
    visit = (finding["fiscal_year"], finding["round"])
    key, place = finding["item_key"], finding["text"].partition(BETWEEN)[0]
    for sheet in earlier:
        if (sheet.year.start, sheet.round) == visit:
            items = sheet.composed.items
            if key:
                return next((i for i in items if is_same_item(key, i.lasting_key)), None)
            return next((item for item in items if item.place == place), None)
    return None


def earlier_answers(
    session: Session, sheet: Sheet, contract: str, branch: int, scope: Scope, on: date
) -> Mapping[str, Earlier]:
    """By the item's key; items of which nothing is known are left out."""
    contract_id = reachable(session, contract, scope)
    if contract_id is None:
        return {}
    engagement = revisions.engagements_of(session, [contract_id])[contract_id, branch]
    before = sheets.earlier_sheets(session, engagement, sheet.year, sheet.round)
    rows = filed(session, FindingRow, [contract_id]).get(contract_id, ())
    findings = [row.values for row in rows if row.branch == branch]
    still_open = [
        (values, item_found(values, before)) for values in findings if _is_open(values, sheet, on)
    ]
    known = [(one, _by_name(one)) for one in before if one.year != sheet.year]
    found = {item.key: _of(item, known, still_open) for item in sheet.composed.items}
    return {key: one for key, one in found.items() if one != NOTHING}


def _by_name(sheet: Sheet) -> Mapping[tuple[str, str], ComposedItem]:
    return {name: item for item in sheet.composed.items for name in item.names}


def _of(
    item: ComposedItem,
    known: Sequence[tuple[Sheet, Mapping[tuple[str, str], ComposedItem]]],
    still_open: Sequence[tuple[Values, ComposedItem | None]],
) -> Earlier:
    """The newest answer to it, and the findings that it is asked for or that were made of it."""
    asked_for = {s.number for s in item.sources if s.origin is ItemOrigin.EARLIER_FINDING}
    names = item.names
    findings = tuple(
        OpenFinding(_name(values), values["text"], values["set_due_on"])
        for values, old in still_open
        if _name(values) in asked_for
        or (old is not None and names & old.names)
        or is_same_item(values["item_key"] or "", item.lasting_key)
    )
    for sheet, by_name in known:
        olds = [by_name[name] for name in sorted(names) if name in by_name]
        for old in olds:
            if old.key in sheet.answers:
                return Earlier(sheet.year, sheet.answer(old), findings)
    return Earlier(findings=findings)


def _is_open(values: Values, sheet: Sheet, on: date) -> bool:
    """Of an earlier visit, and not put right by the day."""
    is_earlier = (values["fiscal_year"], values["round"]) < (sheet.year.start, sheet.round)
    put_right_on = values["put_right_on"]
    return is_earlier and (put_right_on is None or put_right_on > on)


def _name(values: Values) -> str:
    return f"{values['fiscal_year']}-{values['round']}-{values['number']}"
