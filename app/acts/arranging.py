"""訪問を決める: what may be said of a visit, and moving the planned days of its inspections."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.acts import operation_log
from app.acts.city import city_on_file
from app.acts.filing.filing import file
from app.acts.filing.hand_entry import HandEntry
from app.acts.filing.planning import WHY
from app.acts.loading.sheets import INSPECTIONS
from app.records.arranged_visits import ArrangedVisit, Arrangement, VisitInspection
from app.records.people import Person
from app.workbooks.hand_row import Typed, hand_row
from app.workbooks.registration import REGISTRATION
from audits.inspection import Method
from audits.roles import Act
from audits.wareki import wareki

DAY = "予定日"
HOUR = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
LONGEST_TEXT = 2_000


class ArrangementError(ValueError):
    """What cannot be arranged like this; `wrong`: (the field, blank for all of it; a sentence)."""

    def __init__(self, *wrong: tuple[str, str]) -> None:
        super().__init__("".join(sentence for _, sentence in wrong))
        self.wrong = wrong


class NoSuchVisitError(LookupError):
    """There is no such visit, or not for this person."""


class VisitChangedMeanwhileError(Exception):
    """Somebody else has changed the visit; `newest` is how it stands now."""

    def __init__(self, newest: ArrangedVisit) -> None:
        super().__init__("入力している間に、ほかの人がこの訪問を変えました。")
        self.newest = newest


def check(session: Session, said: Arrangement) -> None:
    """Raises ArrangementError with all that is wrong with it."""
    wrong = [*_wrong_hours(said), *_missing_reasons(session, said)]
    texts = (said.place, said.officers, said.attendants, said.preparation, said.reason)
    if any(len(text) > LONGEST_TEXT for text in (*texts, said.day_reason, said.contact)):
        wrong.append(("", f"どの欄も{LONGEST_TEXT:,}文字以内にしてください。"))
    if wrong:
        raise ArrangementError(*wrong)


def is_closed_day(session: Session, day: date) -> bool:
    """Whether the city hall is closed on the day."""
    return city_on_file(session).open_days.is_closed(day)


def own_department(by: Person, inspections: Sequence[VisitInspection]) -> str:
    """The department that arranges it: whose contract it is, where the person belongs to it."""
    own = by.scope_of(Act.ENTER).departments
    named = [one.department for one in inspections if one.department in own]
    return (named or sorted(own))[0]


def move_days(
    session: Session,
    inspections: Iterable[VisitInspection],
    day: date,
    reason: str,
    *,
    by: Person,
    at: datetime,
) -> None:
    """Gives the inspections that were not carried out the visit's day as their planned one."""
    for one in inspections:
        if one.carried_out_on is None and one.planned_on != day:
            _move(session, one, day, reason, by=by, at=at)


def note(
    session: Session,
    act: str,
    visit_id: int,
    *,
    by: Person,
    at: datetime,
    address: str | None,
    about: str = "",
) -> None:
    """A line of the operation log."""
    subject = f"visit {visit_id} {about}".strip()
    operation_log.note(session, by=by.actor, act=act, subject=subject, at=at, address=address)


def _move(
    session: Session, one: VisitInspection, day: date, reason: str, *, by: Person, at: datetime
) -> None:
    """By the act that a clerk's own change of the day is filed with."""
    cells: dict[str, Typed] = {
        "契約番号": one.contract,
        "枝番": str(one.branch),
        "年度": str(one.fiscal_year),
        "回": str(one.round),
        DAY: day,
    }
    read = hand_row(REGISTRATION[INSPECTIONS.sheet], cells)
    if read.row is None or read.problems:
        sentences = [problem.message for problem in read.problems] or ["予定日にできない日です。"]
        raise ArrangementError(*(("held_on", sentence) for sentence in sentences))
    entry = HandEntry(
        INSPECTIONS,
        one.contract,
        read.row,
        frozenset({DAY}),
        branch=one.branch,
        seen=one.row_id,
        why=reason,
    )
    filing = file(session, entry, by=by, at=at)
    if filing.errors:
        raise ArrangementError(
            *(
                (
                    "day_reason" if error.heading == WHY else "held_on",
                    f"{one.contract}：{error.message}",
                )
                for error in filing.errors
            )
        )


def _wrong_hours(said: Arrangement) -> Iterator[tuple[str, str]]:
    for field in ("starts_at", "ends_at"):
        typed = getattr(said, field)
        if typed and not HOUR.fullmatch(typed):
            yield field, "時刻として読めません。13:30 のように入れてください。"
            return
    if said.starts_at and not said.ends_at:
        yield "ends_at", "終わりの時刻も入れてください。"
    elif said.ends_at and not said.starts_at:
        yield "starts_at", "始まりの時刻も入れてください。"
    elif said.starts_at and said.ends_at <= said.starts_at:
        yield "ends_at", "終わりの時刻は、始まりより後にしてください。"


def _missing_reasons(session: Session, said: Arrangement) -> Iterator[tuple[str, str]]:
    if said.method is not Method.ON_SITE and not said.reason.strip():
        yield "reason", "実地で行わない理由を入れてください。"
    if not said.day_reason.strip() and is_closed_day(session, said.held_on):
        yield (
            "day_reason",
            f"{wareki(said.held_on)}は閉庁日です。この日に行う理由を入れてください。",
        )
