"""契約変更の確かめと登録: whether a change of what was agreed can be, and what is kept of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from app.acts.filing.hand_entry import HandEntry, Outcome, Remark
from app.acts.loading.amended_words import changed_columns
from app.acts.loading.change import Amendment, Change
from app.acts.record import snapshot_of
from app.records import revisions
from app.records.agreed import Agreed, Fact, Step
from app.records.amendments import AmendmentRow
from app.records.council_versions import agreed_in
from audits.amendment import spans
from audits.entry import Snapshot
from audits.wareki import wareki

CHANGED_ON = "変更日"
# What no 契約変更 is about: the record says nothing of remarks.
NOT_AGREED = frozenset({"remarks", "came_to_nothing_on"})
ONLY_REMARKS = (
    "契約変更として残す内容の変更がありません。備考だけを改めるときは、"
    "「変更の種類」で訂正を選んでください。"
)
MIND_ORDER = (
    "登録した順と変更日の順が逆になるため、この日からの変更にはできません。"
    "変更日を確かめるか、訂正として登録してください。"
)
NEWEST = 10**9  # the revision that is only about to be written
SEEN_BEFORE = "台帳には、保存したときから新しい内容が載ります。"


def look_at_amendment(
    session: Session, contract_id: int, entry: HandEntry, outcome: Outcome, *, on: date
) -> None:
    """Adds to the outcome what is to be said of the entry as a 契約変更, if it is one."""
    amendment, change = entry.amendment, outcome.change
    if amendment is None or change is None or outcome.errors:
        return
    outcome.errors += _unfit(session, contract_id, amendment, change)
    outcome.warnings += _doubtful(amendment, change, on)


def with_amendment(
    session: Session, entry: HandEntry, change: Change, *, by: str, at: datetime
) -> Change:
    """Keeps day, reason and matter of a 契約変更; the change is bound to them."""
    if entry.amendment is None:
        return change
    on_file = revisions.contracts_by_number(session, [entry.contract])
    contract_id, _, _ = on_file[entry.contract]
    kept = _keep(session, contract_id, entry.amendment, change, by=by, at=at)
    return replace(change, rests_on=(*change.rests_on, kept))


def _unfit(
    session: Session, contract_id: int, amendment: Amendment, change: Change
) -> Iterator[Remark]:
    """What speaks against the amendment: nothing agreed changes, or its day cannot be."""
    columns = [n for n in changed_columns(change, list(change.values)) if n not in NOT_AGREED]
    if not columns:
        yield Remark("", ONLY_REMARKS)
        return
    found = agreed_in(session, contract_id)
    headings = {name: change.sheet.headings[name] for name in columns}
    own = found.of(change.place.branch)
    # Where the contractor is chosen at last, the same form says on which day it was concluded.
    concluded_on = change.values.get("concluded_on")
    yield from unfit_day(found, own, amendment.on, headings, concluded_on=concluded_on)


def unfit_day(
    found: Agreed,
    own: Fact | None,
    on: date,
    headings: Mapping[str, str],
    revision: int = NEWEST,
    concluded_on: date | None = None,
) -> Iterator[Remark]:
    """A day before the contract, or on the wrong side of another change of the same columns.

    `revision`: the one that the day is of, where it is one on file already; `concluded_on`: the day
    of the contract as the change has it.
    """
    first = min(_first_day(found), concluded_on or date.max)
    if on < first:
        yield Remark(CHANGED_ON, f"契約日（{wareki(first)}）以後の日付にしてください。")
        return
    yield from out_of_order(own.steps if own else (), on, headings, revision)


def out_of_order(
    steps: Iterable[Step], on: date, headings: Mapping[str, str], revision: int = NEWEST
) -> Iterator[Remark]:
    """A day on the wrong side of another change of the same columns."""
    for step in steps:
        same = [name for name in step.changed if name in headings]
        side = _wrong_side(step, on, revision)
        if same and side is not None:
            named = "、".join(headings[name] for name in same)
            yield Remark(CHANGED_ON, f"{named}は{wareki(side)}の変更で改めてあります。{MIND_ORDER}")
            return


def _wrong_side(step: Step, on: date, revision: int) -> date | None:
    """The day of another change that the day would go past."""
    since, number = step.since, step.version.revision
    if since is None or number == revision:
        return None
    is_past = since > on if number < revision else since < on
    return since if is_past else None


def _doubtful(amendment: Amendment, change: Change, on: date) -> Iterator[Remark]:
    """A day that is filed all the same, but should be looked at."""
    day = amendment.on
    before = change.previous.values["ends_on"] if change.previous else change.values["ends_on"]
    last = max(before, change.values["ends_on"])
    if day > last:
        told = f"変更日が終了日（{wareki(last)}）より後です。正しいか確かめてください。"
        yield Remark(CHANGED_ON, told)
    elif day > on:
        yield Remark(CHANGED_ON, f"変更日（{wareki(day)}）は先の日です。{SEEN_BEFORE}")


def _keep(
    session: Session,
    contract_id: int,
    amendment: Amendment,
    change: Change,
    *,
    by: str,
    at: datetime,
) -> Snapshot:
    """Puts day, reason and matter on file; the snapshot that the record's entry is bound to."""
    previous = change.previous
    if previous is None:
        raise ValueError("only what is on file can be amended")
    values = {
        "fact_table": change.sheet.table.__tablename__,
        "fact_id": previous.first_id,
        "fact_revision": previous.revision + 1,
        "on": amendment.on,
        "reason": amendment.reason,
        "matter": amendment.matter or None,
    }
    return add_amendment(session, contract_id, change.place.branch, values, by=by, at=at)


def add_amendment(
    session: Session,
    contract_id: int,
    branch: int,
    values: Mapping[str, Any],
    *,
    by: str,
    at: datetime,
    replaces: tuple[int, int, int] | None = None,
) -> Snapshot:
    """A row of a 契約変更; `replaces`: id, first id and revision of what it puts right."""
    engagement_id = revisions.engagements_of(session, [contract_id])[contract_id, branch]
    row_id, first_id, revision = replaces or (0, None, 0)
    if replaces:
        revisions.supersede(session, AmendmentRow, [row_id])
    row = {
        **values,
        "engagement_id": engagement_id,
        "is_current": True,
        "written_at": at,
        "written_by": by,
        "revision": revision + 1,
        "first_id": first_id,
    }
    [key] = revisions.add_rows(session, AmendmentRow, [row])
    return snapshot_of(AmendmentRow.__tablename__, key, values, AmendmentRow.FACTS)


def _first_day(found: Agreed) -> date:
    """The day of the contract, or the first day of its term where that is earlier."""
    days: list[date] = []
    for name in ("concluded_on", "starts_on"):
        days += [span.value for span in spans(found.terms.revisions, name) if span.value]
    return min(days)
