"""保存と廃棄の一覧: contracts whose years have passed, those confirmed, and those kept longer."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    and_,
    case,
    exists,
    func,
    not_,
    or_,
    select,
    true,
    union_all,
)
from sqlalchemy.orm import Session, aliased

from app.records.contracts import ContractRow, ContractTermsRow
from app.records.database import rows_of
from app.records.decisions import ClosingKind, ClosingRow
from app.records.retention_steps import RetentionStepRow
from app.records.scope import Scope, visible
from audits.disposal import DoneAs
from audits.retention import (
    LastStep,
    RetentionRule,
    RetentionStanding,
    RetentionStep,
    done_before,
    kept_until,
)
from audits.term import Term
from audits.words import folded

KEPT_QUERIES = 50


class RetentionTab(Enum):
    """Which contracts are shown."""

    PROPOSED = "proposed"
    WAITING = "waiting"
    EXTENDED = "extended"
    DISPOSED = "disposed"


class RetentionSort(Enum):
    """What the list can be sorted by."""

    DONE = "done"
    NUMBER = "number"
    TITLE = "title"
    DEPARTMENT = "department"


@dataclass(frozen=True, slots=True)
class WantedRetention:
    """Contracts as of a day by the city's rule; what is empty does not narrow them."""

    on: date
    rule: RetentionRule
    words: str = ""
    department: str = ""
    sort: RetentionSort = RetentionSort.DONE
    descending: bool = False


@dataclass(frozen=True, slots=True)
class TakenStep:
    """The latest step on a contract, and who took it when and why."""

    id: int
    said: LastStep
    person_id: int
    by: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A contract that is done, or none yet (`done_on` None), and what was decided about it."""

    id: int
    number: str
    title: str
    department: str
    contractor: str | None
    term: Term
    done_on: date | None
    done_as: DoneAs
    years: int
    is_sensitive: bool
    entries: int
    last_hash: str
    step: TakenStep | None

    @property
    def until(self) -> date | None:
        """The last day of keeping by the rule."""
        return kept_until(self.done_on, self.years) if self.done_on else None

    def has_passed(self, on: date) -> bool:
        return self.until is not None and self.until < on

    def standing(self, on: date) -> RetentionStanding:
        if self.step is None:
            return RetentionStanding.PROPOSED
        return self.step.said.standing(on, self.entries, self.last_hash, self.years)


def count_each(
    session: Session, wanted: WantedRetention, scope: Scope
) -> Mapping[RetentionTab, int]:
    """How many contracts each tab has, but for those that are gone."""
    passed = _narrowed(
        select(func.count(), func.count().filter(_is_confirmed(wanted.rule))), wanted, scope
    ).where(_has_passed(wanted), _is_in(_passed_ids(wanted)), not_(_is_extended(wanted.on)))
    total, waiting = session.execute(passed).tuples().one()
    longer = _narrowed(select(func.count()), wanted, scope).where(*_extended(wanted.on))
    return {
        RetentionTab.PROPOSED: total - waiting,
        RetentionTab.WAITING: waiting,
        RetentionTab.EXTENDED: session.scalar(longer) or 0,
    }


def count_waiting(
    session: Session, on: date, rule: RetentionRule, confirms: Scope, disposes: Scope
) -> tuple[int, int]:
    """How many wait for the first confirmation of those who confirm, and for the second.

    Of the own departments alone: a 共管課 confirms nothing.
    """
    query = _waiting(on, rule, confirms, disposes)
    proposed, waiting = rows_of(session, query).tuples().one()
    return proposed, waiting


@lru_cache(KEPT_QUERIES)
def _waiting(
    on: date, rule: RetentionRule, confirms: Scope, disposes: Scope
) -> Select[tuple[int, int]]:
    """Put together once: that takes longer than the answer."""
    wanted, is_confirmed = WantedRetention(on, rule), _is_confirmed(rule)
    first = func.count().filter(not_(is_confirmed), _is_led(confirms))
    second = func.count().filter(is_confirmed, _is_led(disposes))
    return _joined(select(first, second)).where(
        _has_passed(wanted), _is_in(_passed_ids(wanted)), not_(_is_extended(on))
    )


def _is_led(scope: Scope) -> ColumnElement[bool]:
    own = ContractTermsRow.department.in_(sorted(scope.departments))
    return true() if scope.everything else own


def page_of(
    session: Session,
    wanted: WantedRetention,
    which: RetentionTab,
    scope: Scope,
    *,
    offset: int,
    limit: int,
) -> list[Kept]:
    """One page of a tab."""
    query = _narrowed(select(*_columns()), wanted, scope)
    if which is RetentionTab.EXTENDED:
        query = query.where(*_extended(wanted.on))
    else:
        is_confirmed = _is_confirmed(wanted.rule)
        query = query.where(
            _has_passed(wanted),
            _is_in(_passed_ids(wanted)),
            not_(_is_extended(wanted.on)),
            is_confirmed if which is RetentionTab.WAITING else not_(is_confirmed),
        )
    query = query.order_by(*_order(wanted)).offset(offset).limit(limit)
    return [_kept(row, wanted.rule) for row in session.execute(query)]


def kept_of(
    session: Session, contract_ids: Collection[int], rule: RetentionRule, scope: Scope
) -> dict[int, Kept]:
    """Those of these contracts that are in scope, done or not, by their ids."""
    query = _joined(select(*_columns())).where(visible(scope))
    query = query.where(ContractRow.id.in_(sorted(contract_ids)))
    found = [_kept(row, rule) for row in session.execute(query)]
    return {one.id: one for one in found}


_CLOSING, _STEP = aliased(ClosingRow), aliased(RetentionStepRow)


def _columns() -> tuple[Any, ...]:
    terms, step = ContractTermsRow, _STEP
    return (
        *(ContractRow.id, ContractRow.number, ContractRow.entries, ContractRow.last_hash),
        *(terms.title, terms.department, terms.contractor, terms.starts_on, terms.ends_on),
        _CLOSING.decision,
        _CLOSING.on.label("closing_on"),
        terms.came_to_nothing_on,
        _is_sensitive().label("is_sensitive"),
        *(step.id.label("step_id"), step.step, step.person_id, step.reason, step.until_on),
        *(step.entries.label("step_entries"), step.last_hash.label("step_hash"), step.years),
        *(step.written_at, step.written_by),
    )


def _joined(query: Select[Any]) -> Select[Any]:
    """Beside a contract its terms, its latest 完了 or 再開, and its latest step."""
    terms, closing, step = ContractTermsRow, aliased(ClosingRow), aliased(RetentionStepRow)
    last_closing = select(func.max(closing.id)).where(closing.contract_id == ContractRow.id)
    last_step = select(func.max(step.id)).where(step.contract_id == ContractRow.id)
    return (
        query.select_from(ContractRow)
        .join(terms, and_(terms.contract_id == ContractRow.id, terms.is_current))
        .outerjoin(_CLOSING, _CLOSING.id == last_closing.correlate(ContractRow).scalar_subquery())
        .outerjoin(_STEP, _STEP.id == last_step.correlate(ContractRow).scalar_subquery())
    )


def _narrowed(query: Select[Any], wanted: WantedRetention, scope: Scope) -> Select[Any]:
    terms = ContractTermsRow
    query = _joined(query).where(visible(scope))
    if wanted.department:
        query = query.where(terms.department == wanted.department)
    for word in wanted.words.split():
        plain = folded(word).casefold()
        query = query.where(terms.search_text.contains(plain, autoescape=True))
    return query


def _passed_ids(wanted: WantedRetention) -> Any:
    """Contracts with any 完了 or 不成立 before the shortest years began: few, and quickly found."""
    before = done_before(wanted.on, wanted.rule.years)
    terms, closing = aliased(ContractTermsRow), aliased(ClosingRow)
    return union_all(
        select(closing.contract_id).where(closing.on < before),
        select(terms.contract_id).where(terms.is_current, terms.came_to_nothing_on < before),
    )


def _is_in(ids: Any) -> ColumnElement[bool]:
    return ContractRow.id.in_(ids)


def _done_on() -> Any:
    """The day of 完了, else of 不成立; none of a contract that was opened again."""
    return case(
        (_CLOSING.decision == ClosingKind.CLOSED.value, _CLOSING.on),
        (_CLOSING.id.is_(None), ContractTermsRow.came_to_nothing_on),
    )


def _has_passed(wanted: WantedRetention) -> ColumnElement[bool]:
    rule, on, done_on = wanted.rule, wanted.on, _done_on()
    sensitive = rule.years_for(is_sensitive=True)
    return and_(
        done_on < done_before(on, rule.years),
        or_(not_(_is_sensitive()), done_on < done_before(on, sensitive)),
    )


def _is_sensitive() -> ColumnElement[bool]:
    """Whether it has ever been agreed to be about 個人番号 or 要配慮 data."""
    terms = aliased(ContractTermsRow)
    held = or_(terms.my_number, terms.sensitive)
    return exists().where(terms.contract_id == ContractRow.id, held).correlate(ContractRow)


def _is_extended(on: date) -> ColumnElement[bool]:
    is_step = func.coalesce(_STEP.step, "") == RetentionStep.EXTENDED.value
    return and_(is_step, func.coalesce(_STEP.until_on, date.min) >= on)


def _extended(on: date) -> tuple[ColumnElement[bool], ...]:
    """The same, of the few that were ever kept longer."""
    step = aliased(RetentionStepRow)
    return _is_in(select(step.contract_id).where(step.until_on >= on)), _is_extended(on)


def _is_confirmed(rule: RetentionRule) -> ColumnElement[bool]:
    """As audits.retention.LastStep.standing has it."""
    sensitive = rule.years_for(is_sensitive=True)
    return and_(
        func.coalesce(_STEP.step, "") == RetentionStep.CONFIRMED.value,
        func.coalesce(_STEP.entries, -1) == ContractRow.entries,
        func.coalesce(_STEP.last_hash, "") == ContractRow.last_hash,
        func.coalesce(_STEP.years, 0) >= case((_is_sensitive(), sensitive), else_=rule.years),
    )


def _order(wanted: WantedRetention) -> tuple[Any, ...]:
    columns: dict[RetentionSort, Any] = {
        RetentionSort.DONE: _done_on(),
        RetentionSort.NUMBER: ContractRow.number,
        RetentionSort.TITLE: ContractTermsRow.title,
        RetentionSort.DEPARTMENT: ContractTermsRow.department,
    }
    column = columns[wanted.sort]
    return (column.desc() if wanted.descending else column, ContractRow.number)


def _kept(row: Row[Any], rule: RetentionRule) -> Kept:
    found = row._mapping
    is_closed = found["decision"] == ClosingKind.CLOSED.value
    done_on = found["closing_on"] if is_closed else None
    if found["decision"] is None:
        done_on = found["came_to_nothing_on"]
    return Kept(
        id=found["id"],
        number=found["number"],
        title=found["title"],
        department=found["department"],
        contractor=found["contractor"],
        term=Term(found["starts_on"], found["ends_on"]),
        done_on=done_on,
        done_as=DoneAs.CLOSED if is_closed else DoneAs.CAME_TO_NOTHING,
        years=rule.years_for(is_sensitive=bool(found["is_sensitive"])),
        is_sensitive=bool(found["is_sensitive"]),
        entries=found["entries"],
        last_hash=found["last_hash"],
        step=_step(row) if found["step_id"] is not None else None,
    )


def _step(row: Row[Any]) -> TakenStep:
    found = row._mapping
    said = LastStep(
        RetentionStep(found["step"]),
        found["step_entries"],
        found["step_hash"],
        found["years"],
        found["until_on"],
    )
    return TakenStep(
        found["step_id"],
        said,
        found["person_id"],
        found["written_by"],
        found["written_at"],
        found["reason"],
    )
