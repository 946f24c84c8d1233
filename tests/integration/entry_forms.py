"""Filling in a form of an entry as a browser would, for the tests."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape

from app.acts.loading.sheets import CERTIFICATIONS, CONTRACTS
from app.clock import today
from app.rooms.entries.deeds import CONTRACT, DEEDS
from app.web.filing.deed import Deed
from app.web.filing.fact_form import spec_of
from app.workbooks.column import Kind
from audits.roles import Role
from tests.integration.browser import Browser, add_person
from tests.integration.installation import Installation

TABLETS = "R2-教支-034"
ELSEWHERE = "R1-保育-022"
CHOSEN = re.compile(r'<option selected value="([^"]*)">')
NOT_ELSEWHERE = (
    "department <> (SELECT n.department FROM contract_terms n JOIN contracts o"
    " ON o.id = n.contract_id WHERE n.is_current AND o.number = :number)"
)


def an_officer(golden: Installation) -> Browser:
    """Somebody of the department that looks after the tablets of the schools."""
    query = (
        "SELECT department FROM contract_terms t JOIN contracts c ON c.id = t.contract_id"
        " WHERE c.number = :number AND t.is_current"
    )
    [(department,)] = golden.rows(query, number=TABLETS)
    add_person(golden, "officer", (Role.OFFICER, department), name="宮野 さくら")
    add_person(golden, "colleague", (Role.OFFICER, department), name="水城 あおい")
    return Browser(golden).come_in("officer")


def a_person_of_many_departments(golden: Installation) -> Browser:
    """Somebody of every department but one, for what the tablets have nothing of on file."""
    query = "SELECT DISTINCT department FROM contract_terms t WHERE t.is_current AND "
    query += NOT_ELSEWHERE
    held = [(Role.OFFICER, department) for (department,) in golden.rows(query, number=ELSEWHERE)]
    add_person(golden, "widely", *held, name="宮野 さくら")
    return Browser(golden).come_in("widely")


def a_row(golden: Installation, deed: Deed) -> tuple[str, int, int]:
    """(contract, branch, row) of a fact that the deed could change, of the tablets if they can."""
    table = deed.sheet.table.__tablename__
    if deed.sheet is CONTRACTS:
        query = "SELECT c.number, 0, f.id FROM contract_terms f JOIN contracts c"
        query += " ON c.id = f.contract_id WHERE f.is_current AND c.number = :number"
        [(number, branch, key)] = golden.rows(query, number=TABLETS)
        return number, branch, key
    query = f"SELECT c.number, e.branch, f.id FROM {table} f"  # noqa: S608 — our own names
    query += contracts_of(deed)
    query += " JOIN contract_terms t ON t.contract_id = c.id AND t.is_current"
    query += f" WHERE f.is_current AND {NOT_ELSEWHERE} ORDER BY f.id"
    found = golden.rows(query, number=ELSEWHERE)
    found = [row for row in found if is_taken(golden, deed, row[2])]
    of_tablets_first = sorted(found, key=lambda row: bool(row[0] != TABLETS))
    for number, branch, key in of_tablets_first:
        return number, branch, key
    return "", 0, 0


def contracts_of(deed: Deed) -> str:
    """Joins a fact f to its engagement e and contract c, or to those that it counts for."""
    if deed.sheet is CERTIFICATIONS:
        held = " JOIN (SELECT contract_id, contractor_id FROM contract_terms WHERE is_current) h"
        held += " ON h.contractor_id = f.contractor_id JOIN contracts c ON c.id = h.contract_id"
        return f"{held} JOIN engagements e ON e.contract_id = c.id AND e.branch = 0"
    joined = " JOIN engagements e ON e.id = f.engagement_id"
    return f"{joined} JOIN contracts c ON c.id = e.contract_id"


def is_taken(golden: Installation, deed: Deed, key: int) -> bool:
    """Whether the fact is one that the deed changes."""
    table = deed.sheet.table.__tablename__
    [row] = golden.rows(f"SELECT * FROM {table} WHERE id = :key", key=key)  # noqa: S608
    return deed.takes(row._mapping)


def path_of(golden: Installation, name: str) -> str:
    deed = DEEDS[name]
    if name == CONTRACT:
        return "/entries/contract"
    if not deed.changes:
        return f"/entries/{name}/{TABLETS}"
    number, branch, key = a_row(golden, deed)
    return f"/entries/{name}/{number}?branch={branch}&id={key}" if number else ""


def boxes(page: str) -> dict[str, str]:
    """What stands in the boxes of a page's form, as a browser would send it."""
    found: dict[str, str] = {}
    begins = re.search(r'<form class="form[ "]', page)
    assert begins is not None
    form = page[begins.start() :]
    form = form[: form.index("</form>")]
    for tag in re.finditer(r"<input\b[^>]*>", form):
        name = re.search(r'\bname="([^"]+)"', tag[0])
        kind = re.search(r'\btype="([^"]+)"', tag[0])
        value = re.search(r'\bvalue="([^"]*)"', tag[0])
        if name is None or (kind and kind[1] in ("radio", "checkbox") and "checked" not in tag[0]):
            continue
        found[name[1]] = unescape(value[1]) if value else ""
    for name, inner in re.findall(
        r'<textarea[^>]*name="([^"]+)"[^>]*>(.*?)</textarea>', form, re.S
    ):
        found[name] = unescape(inner).lstrip("\r\n")
    for name, inner in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', form, re.S):
        chosen = CHOSEN.search(inner)
        first = re.search(r'value="([^"]*)"', inner)
        found[name] = unescape(chosen[1] if chosen else first[1] if first else "")
    return found


def filled_in(page: str, deed: Deed) -> dict[str, str]:
    """The form as proposed, with something in every box that must be filled in."""
    found = boxes(page)
    for asked in deed.asked:
        column = spec_of(deed).column(asked.heading)
        if not (column.required or asked.must):
            continue
        if column.kind is Kind.DATE:
            day = a_day_to_come()
            parts = {"year": str(day.year), "month": str(day.month), "day": str(day.day)}
            if not found.get(f"{column.field}-year"):
                found |= {f"{column.field}-{part}": value for part, value in parts.items()}
        elif not found.get(column.field):
            found[column.field] = a_choice(page, column.field) or "試験の記載"
    if deed.always_amends:
        found["amended_reason"] = "業務の縮小"
    elif deed.amends:
        found["amendment"] = "corrected"
    return found


def a_day_to_come() -> date:
    """A day of the week on which people work, some weeks from now."""
    day = today() + timedelta(weeks=4)
    return day - timedelta(days=max(0, day.weekday() - 4))


def a_choice(page: str, name: str) -> str:
    """The first real option of a select or radio field."""
    select = re.search(rf'<select[^>]*name="{name}"[^>]*>(.*?)</select>', page, re.S)
    if select:
        values: list[str] = re.findall(r'value="([^"]*)"', select[1])
        return next(value for value in values if value)
    radio = re.search(rf'<input[^>]*name="{name}"[^>]*type="radio"[^>]*value="([^"]+)"', page)
    return unescape(radio[1]) if radio else ""


def send(browser: Browser, path: str, fields: dict[str, str]):
    """Sends the form, and agrees to what it says it would change."""
    answer = browser.send_as_is(path, **fields)
    if answer.status_code == 200 and "まだ保存していません" in answer.text:
        agreed = boxes(answer.text)["agreed"]
        answer = browser.send_as_is(path, **{**fields, "agreed": agreed})
    return answer
