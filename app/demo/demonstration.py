"""お試し: makes the fictitious city on an empty database, by the same ways as a real one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from app.clock import day_of
from app.demo.accounts import ACCOUNTS, PASSWORD
from app.demo.amending import Amending
from app.demo.asking import Asking
from app.demo.calendar import Calendar
from app.demo.checking import Checking
from app.demo.correcting import Correcting
from app.demo.decisions import Managers
from app.demo.departments import CITY_NAME, DEPARTMENTS
from app.demo.exceptions import Exceptions
from app.demo.inspectors import Inspectors, people
from app.demo.linking import Linking
from app.demo.long_ago import keep_or_dispose
from app.demo.registration import registration
from app.records import departments
from app.records.database import reading
from app.workbooks.filled_registration import write_registration
from app.workflows.load_workbook import Loading, load_workbook
from app.workflows.set_document_sign import set_document_sign
from app.workflows.set_up_city import set_up_city

OVERSEEN_YEARS = -2  # the first fiscal year whose due items count


@dataclass(frozen=True, slots=True)
class Demonstration:
    """What was made: the city's name, and what became of its 登録ブック."""

    city: str
    loading: Loading


def make_demonstration(*, by: str, at: datetime, font_dir: Path | None = None) -> Demonstration:
    """The city as of the day of `at`. Raises NotEmptyError where anything is on file.

    `font_dir`: where the fonts are; without them no paper is made, so that no improvement is
    ordered and no report approved.
    """
    calendar = Calendar(day_of(at))
    first = calendar.years(OVERSEEN_YEARS).first
    set_up_city(
        departments_named=[department.name for department in DEPARTMENTS],
        values={"city_name": CITY_NAME, "oversight_start": first.isoformat()},
        accounts=ACCOUNTS,
        password=PASSWORD,
        first_on=first,
        by=by,
        at=at,
    )
    _give_signs(by, at)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "登録ブック.xlsx"
        write_registration(path, registration(calendar.on).sheets)
        loading = load_workbook(path, by=by, at=at)
    if not loading.errors:
        Managers(calendar, at).decide()
        staff = people(calendar.on)
        Inspectors(calendar, at, *staff).inspect()
        Correcting(calendar, at, *staff, font_dir).follow_up()
        Exceptions(calendar, at, font_dir).ask()  # whose papers are older, and numbered first
        Asking(calendar, at, font_dir).ask()
        Amending(calendar, at).amend()
        Linking(calendar, at).change()
        Checking(calendar, at).check()
        keep_or_dispose(calendar, at)
    return Demonstration(CITY_NAME, loading)


def _give_signs(by: str, at: datetime) -> None:
    """What stands in each department's document numbers."""
    with reading() as session:
        ids = departments.department_ids(session)
    for one in DEPARTMENTS:
        set_document_sign(ids[one.name], one.short, by=by, at=at)
