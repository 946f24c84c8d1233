"""まとめて更新: makes the successors of many contracts, all of them or none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256

from sqlalchemy.orm import Session

from app.acts import projection, publishing
from app.acts.filing.hand_entry import HandEntry, Remark
from app.acts.filing.planning import plan_entry
from app.acts.loading.change import Change, Plan
from app.acts.loading.sheets import CONTRACTS
from app.acts.loading.write import write
from app.acts.renewing import (
    TakeOver,
    beside,
    carried_terms,
    changes_beside,
    take_over_modules,
)
from app.clock import day_of
from app.records import renewals, revisions
from app.records.due_items import Wanted, due_items
from app.records.filed import Values, filed_terms
from app.records.people import Person
from app.records.renewals import Ending
from app.records.scope import Scope
from app.workbooks.hand_row import hand_row
from app.workbooks.hand_sheets import HAND_SHEETS
from app.workbooks.typed_value import plain
from audits.due import OPEN_STATES, State
from audits.roles import Act
from audits.wareki import wareki

NUMBER, STARTS, ENDS = "契約番号", "開始日", "終了日"
GONE = (
    "この契約は、いまはご自分の所管課の契約ではないか、不成立になっています。印を外してください。"
)
TWICE = "同じ番号がこの頁に二つあります。別の番号にしてください。"
BY_ANOTHER = "この契約はもう更新されています（{}）。印を外してください。"
BEYOND = "ほかの課の契約"


@dataclass(frozen=True, slots=True)
class Wish:
    """What the successor of a contract is to be; everything else carries over.

    `has_contractor`: the same contractor goes on; else nobody is known yet (未定), and the old
    contractor's subcontracts are not taken over.
    """

    contract_id: int
    number: str
    starts_on: date
    ends_on: date
    concluded_on: date | None = None
    has_contractor: bool = True
    with_subcontracts: bool = True

    @property
    def taken(self) -> TakeOver:
        return TakeOver(self.has_contractor and self.with_subcontracts, safeguards=True)


@dataclass(slots=True)
class Outcome:
    """What becomes of a wish: what is wrong, else what is to be noticed and what will be owed.

    `previous` and `number`: those of the contract and of its successor, once this is made.
    """

    errors: list[Remark] = field(default_factory=list)
    warnings: list[Remark] = field(default_factory=list)
    owed: int = 0
    overdue: int = 0
    previous: str = ""
    number: str = ""


@dataclass(slots=True)
class Renewed:
    """The outcome of each wish by the contract's id; `word` stands for exactly what is written."""

    outcomes: dict[int, Outcome]
    word: str = ""

    @property
    def is_refused(self) -> bool:
        return any(one.errors for one in self.outcomes.values())


@dataclass(frozen=True, slots=True)
class _OnFile:
    """What the wishes are held against."""

    endings: Mapping[int, Ending]
    terms: Mapping[int, Values]
    successors: Mapping[str, Sequence[str | None]]
    numbers: Counter[str]


def renew(
    session: Session, wishes: Sequence[Wish], *, by: Person, at: datetime, address: str | None
) -> Renewed:
    """Writes the successors with all that they take over, unless one of them cannot be.

    The caller locks the records, and takes everything back where it was only tried.
    """
    on, scope = day_of(at), by.scope_of(Act.ENTER)
    on_file = _on_file(session, wishes, scope)
    done = Renewed({one.contract_id: Outcome() for one in wishes})
    changes: dict[int, Change] = {}
    for wish in wishes:
        outcome = done.outcomes[wish.contract_id]
        change = _planned(session, wish, on_file, scope, on, outcome)
        if change is not None:
            changes[wish.contract_id] = change
    if done.is_refused:
        return done
    plan = _whole(session, wishes, changes, on_file)
    publishing.publish_shipped(session, at=at)
    ids = write(session, plan, by=by.actor, at=at, by_hand=True)
    numbers = [str(change.place.contract) for change in changes.values()]
    made = revisions.contracts_by_number(session, numbers)
    following = {
        key: (made[str(change.place.contract)][0], str(change.place.contract))
        for key, change in changes.items()
    }
    take_over_modules(session, following, by=by, at=at, address=address)
    for key, (_, number) in following.items():
        outcome = done.outcomes[key]
        outcome.number, outcome.previous = number, on_file.endings[key].number
    projection.rebuild(session, ids)
    _count(session, done, {new: old for old, (new, _) in following.items()}, on)
    done.word = _word(wishes, plan, done)
    return done


def _on_file(session: Session, wishes: Sequence[Wish], scope: Scope) -> _OnFile:
    endings = renewals.endings_of(session, [one.contract_id for one in wishes], scope)
    numbers = [one.number for one in endings.values()]
    return _OnFile(
        endings,
        filed_terms(session, list(endings)),
        renewals.successors(session, numbers, scope),
        Counter(plain(one.number) for one in wishes),
    )


def _planned(
    session: Session, wish: Wish, on_file: _OnFile, scope: Scope, on: date, outcome: Outcome
) -> Change | None:
    """The new terms, checked as if they had been typed into the form of one contract."""
    ending = on_file.endings.get(wish.contract_id)
    outcome.errors += _refused(wish, ending, on_file)
    if ending is None or outcome.errors:
        return None
    read = hand_row(HAND_SHEETS[CONTRACTS.sheet], _typed(wish, ending, on_file))
    outcome.errors += [Remark(one.column, one.message) for one in read.problems]
    if read.row is None or outcome.errors:
        return None
    asked = frozenset(cell.heading for cell in CONTRACTS.cells)
    entry = HandEntry(CONTRACTS, read.row[NUMBER], read.row, asked)
    planned = plan_entry(session, entry, scope, on=on)
    outcome.errors += planned.errors
    outcome.warnings += [*planned.warnings, *_doubtful(wish, ending)]
    return planned.change


def _refused(wish: Wish, ending: Ending | None, on_file: _OnFile) -> Iterator[Remark]:
    if ending is None:
        yield Remark("", GONE)
        return
    following = on_file.successors.get(ending.number, ())
    if following:
        named = "、".join(number or BEYOND for number in following)
        yield Remark("", BY_ANOTHER.format(named))
    if on_file.numbers[plain(wish.number)] > 1:
        yield Remark(NUMBER, TWICE)


def _typed(wish: Wish, ending: Ending, on_file: _OnFile) -> dict[str, str | date | bool | None]:
    """The successor as somebody would type it."""
    typed = carried_terms(on_file.terms[wish.contract_id])
    if not wish.has_contractor:
        typed |= {"受託者名": None, "法人番号": None}
    return {
        **typed,
        NUMBER: wish.number,
        STARTS: wish.starts_on,
        ENDS: wish.ends_on,
        "契約日": wish.concluded_on,
        "前契約番号": ending.number,
    }


def _doubtful(wish: Wish, ending: Ending) -> Iterator[Remark]:
    """Days that are possible, but are seldom meant."""
    apart = (wish.starts_on - ending.term.last).days - 1
    last = wareki(ending.term.last)
    if apart < 0:
        yield Remark(STARTS, f"いまの契約の終了日（{last}）までの日と重なります。")
    elif apart > 0:
        yield Remark(STARTS, f"いまの契約の終了日（{last}）との間が{apart}日空きます。")


def _whole(
    session: Session, wishes: Sequence[Wish], changes: Mapping[int, Change], on_file: _OnFile
) -> Plan:
    """The terms of each, and what it takes over beside them."""
    besides = beside(session, list(changes), on_file.terms)
    plan = Plan()
    for wish in wishes:
        change = changes[wish.contract_id]
        number = str(change.place.contract)
        plan.contracts.append(number)
        plan.changes += [
            change,
            *changes_beside(number, change.values, besides[wish.contract_id], wish.taken),
        ]
    return plan


def _count(session: Session, done: Renewed, before: Mapping[int, int], on: date) -> None:
    """What each of them will owe. `before`: the id of each new contract → that of the old one."""
    for item in due_items(session, Wanted(on, contract_ids=list(before))):
        if item.state in OPEN_STATES:
            outcome = done.outcomes[before[item.contract_id]]
            outcome.owed += 1
            outcome.overdue += item.state is State.OVERDUE


def _word(wishes: Sequence[Wish], plan: Plan, done: Renewed) -> str:
    rows = [
        (one.sheet.sheet, one.place, sorted(one.values.items(), key=str)) for one in plan.changes
    ]
    return sha256(repr((list(wishes), rows, done.outcomes)).encode()).hexdigest()
