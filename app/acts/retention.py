"""保存と廃棄: which contracts may be disposed of, and what people decide about them before.

Every function that writes works in the caller's transaction, which holds the lock on the records.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from sqlalchemy.orm import Session

from app.acts import operation_log
from app.acts.city import retention_rule
from app.acts.closing import missing_of
from app.clock import day_of
from app.records import retention_list, retention_steps
from app.records.dossier import Dossier, dossiers
from app.records.due_items import Wanted, due_items
from app.records.people import Person
from app.records.retention_list import Kept
from app.records.scope import EVERYTHING, NOTHING, Scope
from audits.disposal import DoneAs
from audits.due import OPEN_STATES
from audits.retention import LastStep, RetentionRule, RetentionStanding, RetentionStep
from audits.roles import Act
from audits.wareki import short_wareki

ANOTHER = "第1の確認をした人とは別の人が、第2の確認をしてください。"
NOT_DONE = "完了していないか、再開された契約です。廃棄できません。"
NOT_OWN = "この契約の所管課の所属長が確認してください。"
NOTHING_TO_TAKE_BACK = "取り下げる確認も延長もありません。"
NO_FIRST = "第1の確認がまだありません。所属長の確認の後に、第2の確認をしてください。"
TWICE = "第1の確認は済んでいます。事務局の第2の確認を待っています。"
VOID = (
    "第1の確認の後に、管理記録が加わったか、保存年限が延びました。"
    "所属長の確認からやり直してください。"
)
NO_REASON = "理由を書いてください。"
TOO_EARLY = "延ばす日は、今日より後の日にしてください。"
STEPS = {
    RetentionStep.CONFIRMED: "confirm_disposal",
    RetentionStep.TAKEN_BACK: "take_back_disposal",
    RetentionStep.EXTENDED: "extend_retention",
}


@dataclass(frozen=True, slots=True)
class Hindrance:
    """Why one contract cannot be dealt with as asked; without a contract: none of them."""

    contract: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.contract}：{self.sentence}" if self.contract else self.sentence


class RetentionError(ValueError):
    """Nothing was done; `hindrances` say why, contract by contract."""

    def __init__(self, hindrances: Sequence[Hindrance]) -> None:
        super().__init__("".join(map(str, hindrances)))
        self.hindrances = tuple(hindrances)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The contracts that somebody has chosen, and the word for how they stood when shown."""

    ids: tuple[int, ...]
    word: str


def word_of(found: Collection[Kept]) -> str:
    """A word for exactly these contracts as they stand: their records, rules and latest steps."""
    said = sorted(
        (one.id, one.entries, one.last_hash, one.years, one.step.id if one.step else 0)
        for one in found
    )
    return sha256(repr(said).encode()).hexdigest()


def chosen_contracts(session: Session, ids: Collection[int], scope: Scope) -> list[Kept]:
    """Those of these contracts that are in scope, by number."""
    found = retention_list.kept_of(session, ids, retention_rule(session), scope)
    return sorted(found.values(), key=lambda one: one.number)


def kept_longer(session: Session, found: Dossier) -> Kept | None:
    """Until when a contract is kept that is done; None where it is not."""
    if found.contract.closed_on is None and found.contract.came_to_nothing_on is None:
        return None
    rule = retention_rule(session)
    [kept] = retention_list.kept_of(session, [found.key], rule, EVERYTHING).values()
    return kept


def is_theirs(person: Person, act: Act, one: Kept) -> bool:
    """Whether the person may do this with the contract: it is its 所管課's, not a 共管課's."""
    scope = person.scope_of(act)
    return scope.everything or one.department in scope.departments


def hindrances(
    session: Session, found: Sequence[Kept], step: RetentionStep, person: Person, on: date
) -> list[Hindrance]:
    """Why the first confirmation, taking back or keeping longer is not possible."""
    act = Act.CONFIRM_DISPOSAL if step is RetentionStep.CONFIRMED else Act.KEEP_LONGER
    said = [
        Hindrance(one.number, sentence)
        for one in found
        for sentence in _against_step(one, step, person, act, on)
    ]
    if step is RetentionStep.CONFIRMED:
        said += still_missing(session, found, on)
    return said


def _against_step(
    one: Kept, step: RetentionStep, person: Person, act: Act, on: date
) -> Iterator[str]:
    standing = one.standing(on)
    if not is_theirs(person, act, one):
        yield NOT_OWN
    if one.done_on is None:
        yield NOT_DONE
    if step is RetentionStep.CONFIRMED:
        yield from _not_passed(one, on)
        if standing is RetentionStanding.WAITING:
            yield TWICE
    if step is RetentionStep.TAKEN_BACK and standing is RetentionStanding.PROPOSED:
        yield NOTHING_TO_TAKE_BACK


def _not_passed(one: Kept, on: date) -> Iterator[str]:
    if one.until is not None and not one.has_passed(on):
        yield f"保存期限（{short_wareki(one.until)}）が過ぎていません。"
    step = one.step
    if step is not None and one.standing(on) is RetentionStanding.EXTENDED:
        until = step.said.until_on
        yield f"{short_wareki(until) if until else ''}まで、保存を延長しています。"


def against_disposal(
    session: Session, found: Sequence[Kept], person: Person, on: date
) -> list[Hindrance]:
    """Why the second confirmation is not possible."""
    said = [
        Hindrance(one.number, sentence)
        for one in found
        for sentence in _against_disposal(one, person, on)
    ]
    return said + still_missing(session, found, on)


def _against_disposal(one: Kept, person: Person, on: date) -> Iterator[str]:
    standing, step = one.standing(on), one.step
    if one.done_on is None:
        yield NOT_DONE
    yield from _not_passed(one, on)
    if standing is RetentionStanding.VOID:
        yield VOID
    elif standing is RetentionStanding.PROPOSED:
        yield NO_FIRST
    if step is not None and standing is RetentionStanding.WAITING and step.person_id == person.id:
        yield ANOTHER


def against(
    session: Session, found: Sequence[Kept], step: RetentionStep | None, person: Person, on: date
) -> list[Hindrance]:
    """Why the step, or the disposal where it is None, is not possible."""
    if step is None:
        return against_disposal(session, found, person, on)
    return hindrances(session, found, step, person, on)


def still_open(session: Session, found: Sequence[Kept], on: date) -> dict[int, int]:
    """How many due items are open of contracts that came to nothing: nobody has closed these."""
    ids = [one.id for one in found if one.done_as is DoneAs.CAME_TO_NOTHING]
    items = due_items(session, Wanted(on, OPEN_STATES, contract_ids=ids)) if ids else ()
    return dict(Counter(item.contract_id for item in items))


def waiting_for(session: Session, person: Person, on: date, rule: RetentionRule) -> tuple[int, int]:
    """How many contracts wait for this person's first confirmation, and for the second."""
    confirms, disposes = (
        person.scope_of(act) if person.may(act) else NOTHING
        for act in (Act.CONFIRM_DISPOSAL, Act.DISPOSE_OF_CONTRACT)
    )
    if NOTHING == confirms == disposes:
        return 0, 0
    return retention_list.count_waiting(session, on, rule, confirms, disposes)


def still_missing(session: Session, found: Sequence[Kept], on: date) -> list[Hindrance]:
    """What is not over in contracts that came to nothing: nobody has looked at it for 完了."""
    ids = [one.id for one in found if one.done_as is DoneAs.CAME_TO_NOTHING and one.done_on]
    return [
        Hindrance(one.contract.number, missing.sentence)
        for one in (dossiers(session, ids, on) if ids else ())
        for missing in missing_of(one)
    ]


def take_step(
    session: Session,
    chosen: Chosen,
    step: RetentionStep,
    *,
    reason: str,
    by: Person,
    at: datetime,
    until_on: date | None = None,
    address: str | None = None,
) -> list[Kept]:
    """Notes the step for each of the contracts, all or none. Raises RetentionError."""
    on = day_of(at)
    found = as_shown(session, chosen, by.scope_of(Act.SEE_CONTRACTS))
    said = hindrances(session, found, step, by, on)
    if step is RetentionStep.EXTENDED and (until_on is None or until_on <= on):
        said.append(Hindrance("", TOO_EARLY))
    said += without_reason(reason)
    if said:
        raise RetentionError(said)
    for one in found:
        taken = LastStep(step, one.entries, one.last_hash, one.years, until_on)
        retention_steps.add(session, one.id, taken, reason, person_id=by.id, by=by.actor, at=at)
        operation_log.note(
            session, by=by.actor, act=STEPS[step], subject=one.number, at=at, address=address
        )
    return found


def without_reason(reason: str) -> list[Hindrance]:
    """Whoever decides says why: it is all that is left of the decision."""
    return [] if reason.strip() else [Hindrance("", NO_REASON)]


def as_shown(session: Session, chosen: Chosen, scope: Scope) -> list[Kept]:
    """The chosen contracts, refused where they are no longer as they were shown."""
    found = chosen_contracts(session, chosen.ids, scope)
    if not found or word_of(found) != chosen.word:
        raise ChangedMeanwhileError
    return found


class ChangedMeanwhileError(Exception):
    """The contracts are no longer as they stood on the page."""
