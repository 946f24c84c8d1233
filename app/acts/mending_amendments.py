"""契約変更の記載を直す: its day, its reason, or the matter that the council was told in later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.acts import operation_log, record
from app.acts.drafts import Draft
from app.acts.filing.amending import CHANGED_ON, NOT_AGREED, add_amendment, unfit_day
from app.acts.loading.amended_words import amended, amended_slot
from app.acts.loading.change import Amendment, Change, Place, Stored
from app.acts.loading.sheets import CONTRACTS, SUBCONTRACTS
from app.records import editions, entries
from app.records.agreed import Agreed, Fact, Step
from app.records.amendments import AmendmentRow
from app.records.contract_council import matters_of
from app.records.council_versions import agreed_in
from app.records.filed import Values
from app.records.people import Person
from app.records.reachable import reachable
from app.records.scope import Scope
from audits.engagement import PRIME_BRANCH
from audits.entry import Entry, EntryKind

TABLE = AmendmentRow.__tablename__
NO_SUCH_MATTER = "この契約を対象とする付議から選んでください。"
NO_REASON = "変更の理由を入れてください。"
NOTHING_NEW = "変わったところがないため、保存しませんでした。"
FIELDS = {CHANGED_ON: "on"}


class AmendmentError(ValueError):
    """What cannot be of an amendment; `field` names the box, blank for the whole."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


class NoAmendmentError(LookupError):
    """No 契約変更 of this contract, or not for this person."""


@dataclass(frozen=True, slots=True)
class AmendmentCase:
    """One 契約変更 on file with everything around it; `matters`: those about the contract."""

    contract: str
    contract_id: int
    through: Agreed
    fact: Fact
    step: Step
    entry: Entry
    matters: tuple[Values, ...]

    @property
    def said(self) -> Amendment:
        """As it stands; the reason is blank where it was not kept by itself."""
        kept = self.step.amended
        if kept is not None:
            return Amendment(kept.on, kept.reason, kept.matter)
        return Amendment(self.entry.on, "")

    @property
    def seen(self) -> str:
        """Changes whenever somebody puts it right."""
        return str(self.step.amended.id if self.step.amended else 0)

    @property
    def headings(self) -> Mapping[str, str]:
        """What it changed."""
        sheet = CONTRACTS if self.fact.branch == PRIME_BRANCH else SUBCONTRACTS
        return {n: sheet.headings[n] for n in self.step.changed if n not in NOT_AGREED}


def case_of(
    session: Session, contract: str, branch: int, revision: int, scope: Scope
) -> AmendmentCase:
    """Raises NoAmendmentError."""
    key = reachable(session, contract, scope)
    if key is None:
        raise NoAmendmentError(contract)
    through = agreed_in(session, key)
    fact = through.of(branch)
    steps = [s for s in fact.steps if s.version.revision == revision] if fact else []
    for step in steps:
        if fact is not None and step.since is not None and step.entry is not None:
            matters = tuple(matters_of(session, key, contract))
            return AmendmentCase(contract, key, through, fact, step, step.entry, matters)
    raise NoAmendmentError(contract)


def mend(
    session: Session,
    case: AmendmentCase,
    said: Amendment,
    *,
    by: Person,
    at: datetime,
    address: str | None,
) -> None:
    """Adds a correction to the record. Raises AmendmentError. The caller has locked the records."""
    _check(case, said)
    version, kept = case.step.version, case.step.amended
    values = {
        "fact_table": version.table,
        "fact_id": version.first_id,
        "fact_revision": version.revision,
        "on": said.on,
        "reason": said.reason,
        "matter": said.matter or None,
    }
    replaces = (kept.id, kept.first_id, kept.revision) if kept else None
    bound = add_amendment(
        session,
        case.contract_id,
        case.fact.branch,
        values,
        by=by.actor,
        at=at,
        replaces=replaces,
    )
    first_id = kept.first_id if kept else bound.row
    act = record.Act(
        contract=case.contract,
        branch=case.fact.branch,
        draft=_draft(session, case, said),
        table=TABLE,
        row=bound.row,
        first_id=first_id,
        values=values,
        corrects=_corrected(session, case, first_id),
    )
    record.append(session, [act], by=by.actor, at=at)
    operation_log.note(
        session, by=by.actor, act="mend_amendment", subject=case.contract, at=at, address=address
    )


def _check(case: AmendmentCase, said: Amendment) -> None:
    if not said.reason:
        raise AmendmentError("reason", NO_REASON)
    if said.matter and said.matter not in {one["number"] for one in case.matters}:
        raise AmendmentError("matter", NO_SUCH_MATTER)
    if said == case.said:
        raise AmendmentError("", NOTHING_NEW)
    if said.on != case.said.on:
        _check_day(case, said.on)


def _check_day(case: AmendmentCase, on: date) -> None:
    revision = case.step.version.revision
    for remark in unfit_day(case.through, case.fact, on, case.headings, revision):
        raise AmendmentError(FIELDS.get(remark.heading, ""), remark.message)


def _draft(session: Session, case: AmendmentCase, said: Amendment) -> Draft:
    """The entry as it would have been written in the first place, bound to the amendment's row."""
    version, before = case.step.version, case.step.before
    if before is None:
        raise ValueError("the first revision of a fact is no amendment")
    sheet = CONTRACTS if case.fact.branch == PRIME_BRANCH else SUBCONTRACTS
    stored = Stored(before.id, before.first_id, before.revision, before.values)
    change = Change(sheet, 0, Place(case.contract, case.fact.branch), version.values, stored)
    party = case.entry.other_party
    plain = Draft("", EntryKind.AMENDED, said.on, "", tuple(case.headings), party)
    titles = {key: one.edition_words for key, one in editions.clause_sets(session).items()}
    text = amended(plain, change, said, titles).text
    slot = amended_slot(version.revision)
    return Draft(slot, EntryKind.AMENDED, said.on, text, AmendmentRow.FACTS, party)


def _corrected(session: Session, case: AmendmentCase, first_id: int) -> int:
    """The entry that is put right: the last one that told of the amendment."""
    slot = amended_slot(case.step.version.revision)
    told = entries.numbers_of_acts(session, TABLE, [first_id])
    return told.get((case.contract_id, first_id, slot), case.entry.number)
