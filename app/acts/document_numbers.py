"""文書番号をとる: gives a paper its number, without gap or double, or the one that was typed."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Session

from app.acts import operation_log
from app.records import departments, document_numbers
from audits.fiscal_year import FiscalYear
from audits.words import folded

LONGEST_NUMBER, LONGEST_SIGN = 60, 20
ERA = 2  # characters of 令和


class DocumentNumberError(ValueError):
    """A number or a sign that cannot be given; the message says why."""


def year_sign(year: FiscalYear) -> str:
    """8 for 令和8年度, 元 for 令和元年度."""
    return year.short_label[ERA:].removesuffix("年度")


def written(year: FiscalYear, sign: str, running: int) -> str:
    """8教支第12号."""
    return f"{year_sign(year)}{sign}第{running}号"


def next_number(session: Session, department: str, year: FiscalYear) -> str:
    """The number that would be given now; blank where the department has no sign."""
    department_id = departments.department_ids(session).get(department)
    sign = document_numbers.sign_of(session, department_id) if department_id is not None else ""
    if department_id is None or not sign:
        return ""
    return written(year, sign, _next(session, department_id, year, sign))


def give(
    session: Session,
    department: str,
    *,
    paper: str,
    on: date,
    typed: str = "",
    by: str,
    at: datetime,
) -> tuple[int, str]:
    """(its id, the number): the typed one as it is, else the department's next of the year.

    The caller has locked records, so that of two people at once one comes after the other.
    """
    department_id = departments.department_ids(session).get(department)
    if department_id is None:
        raise DocumentNumberError(f"「{department}」という所管課は登録されていません。")
    year, running = FiscalYear.of(on), None
    number = _checked(typed, "文書番号", LONGEST_NUMBER)
    if number and document_numbers.is_given(session, number):
        raise DocumentNumberError(f"文書番号「{number}」は、すでに使われています。")
    if not number:
        sign = document_numbers.sign_of(session, department_id)
        if not sign:
            raise DocumentNumberError(
                f"{department}の文書番号の記号が決まっていません。文書番号を入れるか、"
                "管理者に、設定の「所管課」で記号を決めてもらってください。"
            )
        running = _next(session, department_id, year, sign)
        number = written(year, sign, running)
    key = document_numbers.add(
        session,
        number,
        department_id=department_id,
        year=year.start,
        running=running,
        paper=paper,
        on=on,
        by=by,
        at=at,
    )
    return key, number


def set_sign(
    session: Session, department_id: int, typed: str, *, by: str, at: datetime, address: str | None
) -> str:
    """Keeps the department's sign, a blank one too; gives it as kept."""
    department = departments.one(session, department_id)
    if department is None:
        raise LookupError(department_id)
    sign = _checked(typed, "記号", LONGEST_SIGN)
    owner = document_numbers.owner_of(session, sign) if sign else None
    other = departments.one(session, owner) if owner is not None else None
    if other is not None and other.id != department_id:
        raise DocumentNumberError(f"記号「{sign}」は、{other.name}が使っています。")
    if sign != document_numbers.sign_of(session, department_id):
        document_numbers.set_sign(session, department_id, sign, by=by, at=at)
        operation_log.note(
            session,
            by=by,
            act="set_document_sign",
            subject=f"{department.name} {sign}".strip(),
            at=at,
            address=address,
        )
    return sign


def _next(session: Session, department_id: int, year: FiscalYear, sign: str) -> int:
    """The one after the last, and after those that somebody has typed."""
    running = document_numbers.last_running(session, department_id, year.start) + 1
    while document_numbers.is_given(session, written(year, sign, running)):
        running += 1
    return running


def _checked(typed: str, what: str, longest: int) -> str:
    """As typed, but for blanks around it."""
    kept = typed.strip()
    if len(kept) > longest:
        raise DocumentNumberError(f"{what}は{longest}文字以内にしてください。")
    if any(not sign.isprintable() for sign in kept) or (kept and not folded(kept)):
        raise DocumentNumberError(f"{what}に使えない文字が含まれています。")
    return kept
