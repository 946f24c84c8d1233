"""所管課を設ける: putting departments on file, and out of use with a last day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.acts import operation_log
from app.records import departments
from app.records.department_list import GoingOn, going_on
from app.records.departments import Department
from audits.wareki import wareki
from audits.words import folded

LONGEST_NAME = 100
MOST_AT_ONCE = 300
IDEOGRAPHIC_SPACE = "\u3000"
# What separates the names of a list in a workbook's cell, where departments stand as 共管課.
SEPARATOR = re.compile("[,、]")


class DepartmentError(ValueError):
    """A department that cannot be added or changed; the message says why, line by line."""

    def __init__(self, *sentences: str) -> None:
        super().__init__("".join(sentences))
        self.sentences = sentences


class NoSuchDepartmentError(LookupError):
    """No department has that number."""


def add(session: Session, typed: Sequence[str], *, by: str, at: datetime, address: str) -> int:
    """Puts the departments on file whose names were typed, one a line; how many.

    All or none. Names are kept as typed and compared after NFKC, so that ＤＸ課 is DX課.
    """
    names = [(place, line.strip()) for place, line in enumerate(typed, start=1) if line.strip()]
    if not names:
        raise DepartmentError("所管課の名前を入れてください。")
    if len(names) > MOST_AT_ONCE:
        raise DepartmentError(f"一度に加えられるのは{MOST_AT_ONCE}までです。")
    wrong = list(_wrong(names, departments.department_ids(session)))
    if wrong:
        raise DepartmentError(*wrong)
    departments.set_up(session, [name for _, name in names], by=by, at=at)
    for _, name in names:
        _note(session, "add_department", name, by=by, at=at, address=address)
    return len(names)


def retire(
    session: Session,
    department_id: int,
    last_on: date,
    *,
    seen: date | None,
    by: str,
    at: datetime,
    on: date,
    address: str,
) -> GoingOn:
    """Gives the department a last day; history keeps its name. What goes on in it all the same.

    Refuses while a contract of its own, or one that it looks after with others, goes beyond that
    day, and where somebody else has set another day since it was `seen`.
    """
    department = _as_seen(session, department_id, seen, last_on)
    still = going_on(session, department, last_on, on)
    if still.own or still.shared:
        raise DepartmentError(_why_not(still, last_on))
    if department.last_on == last_on:
        return still
    departments.set_last_day(session, department_id, last_on)
    _note(session, "retire_department", department.name, by=by, at=at, address=address)
    return still


def take_up_again(
    session: Session,
    department_id: int,
    *,
    seen: date | None,
    by: str,
    at: datetime,
    address: str,
) -> None:
    """The department is in use for the time being, as if it had never had a last day."""
    department = _as_seen(session, department_id, seen, None)
    if department.last_on is None:
        return
    departments.set_last_day(session, department_id, None)
    _note(session, "take_up_department", department.name, by=by, at=at, address=address)


def _wrong(names: Iterable[tuple[int, str]], known: Iterable[str]) -> Iterator[str]:
    taken = {folded(name): name for name in known}
    for place, name in names:
        fault = _fault(name)
        like = taken.get(folded(name))
        if fault is None and like is not None:
            fault = "すでにあります。" if like == name else f"「{like}」と同じ名前です。"
        taken.setdefault(folded(name), name)
        if fault is not None:
            yield f"{place}行目「{name[:LONGEST_NAME]}」：{fault}"


def _fault(name: str) -> str | None:
    if len(name) > LONGEST_NAME:
        return f"{LONGEST_NAME}文字以内にしてください。"
    if any(not sign.isprintable() and sign != IDEOGRAPHIC_SPACE for sign in name):
        return "使えない文字が含まれています。"
    if SEPARATOR.search(folded(name)):
        return "読点とコンマは使えません。所管課は1行に1つずつ入れます。"
    return None


def _as_seen(
    session: Session, department_id: int, seen: date | None, wanted: date | None
) -> Department:
    """The department, unless somebody else has set a day that is neither seen nor wanted."""
    department = departments.one(session, department_id)
    if department is None:
        raise NoSuchDepartmentError(department_id)
    if department.last_on not in (seen, wanted):
        raise DepartmentError(
            "この画面を開いている間に、ほかの人が最後の日を変えました。"
            f"いまの最後の日は{_said(department.last_on)}です。確かめて、もう一度行ってください。"
        )
    return department


def _said(day: date | None) -> str:
    return wareki(day) if day else "「なし」"


def _why_not(still: GoingOn, last_on: date) -> str:
    parts = []
    if still.own:
        parts.append(f"この課が所管課の契約が{still.own}件")
    if still.shared:
        parts.append(f"共管課になっている契約が{still.shared}件")
    return (
        f"{wareki(last_on)}の後まで続く契約があります（{'、'.join(parts)}）。"
        "契約の所管課と共管課を改めてから、もう一度行ってください。"
    )


def _note(session: Session, act: str, name: str, *, by: str, at: datetime, address: str) -> None:
    operation_log.note(session, by=by, act=act, subject=name, at=at, address=address)
