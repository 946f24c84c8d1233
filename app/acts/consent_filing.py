"""承諾を台帳に書く: files a request as a subcontract with its consent, and the conditions of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.acts.consent_on_file import ConsentCase, ConsentError, NoSuchRequestError, subcontract_of
from app.acts.filing.filing import Filing, file
from app.acts.filing.hand_entry import HandEntry, NotThereError
from app.acts.loading.sheet_map import SheetMap
from app.acts.loading.sheets import SUBCONTRACTS
from app.records.filed import Values
from app.records.people import Person
from app.workbooks.hand_row import Typed, hand_row
from app.workbooks.hand_sheets import HAND_SHEETS
from audits.consent import ConsentDecision, ConsentPoint, is_confirmed
from audits.entry import Snapshot
from audits.safeguard import CarriedOutBy, Category, Frequency, SafeguardOrigin
from audits.wareki import wareki
from audits.wording import CARRIED_OUT_BY, CATEGORY, FREQUENCY, SAFEGUARD_ORIGIN


@dataclass(frozen=True, slots=True)
class Condition:
    """What the consent depends on; with a day it is due, and stands among the commitments."""

    text: str
    due_on: date | None = None

    @property
    def words(self) -> str:
        return f"{self.text}（{wareki(self.due_on)}まで）" if self.due_on else self.text


@dataclass(frozen=True, slots=True)
class DecisionSaid:
    """What the form of a decision says; a blank `number` takes the department's next one."""

    decision: ConsentDecision
    on: date
    reason: str = ""
    number: str = ""
    conditions: tuple[Condition, ...] = ()

    @property
    def kept_conditions(self) -> tuple[Condition, ...]:
        """None where the decision has none, whatever stands in the boxes."""
        under_conditions = self.decision is ConsentDecision.WITH_CONDITIONS
        return self.conditions if under_conditions else ()


def file_consent(
    session: Session,
    case: ConsentCase,
    said: DecisionSaid,
    number: str,
    branch: int,
    bound: tuple[Snapshot, ...],
    *,
    by: Person,
    at: datetime,
) -> None:
    """All that the request says: the notice consents to that, and the ledger holds the same."""
    request, on_file = case.request, subcontract_of(case.dossier, branch)
    told = request.checks.get(ConsentPoint.STAFF_TOLD)
    is_told = is_confirmed(request.standings, ConsentPoint.STAFF_TOLD)
    before = _known_before(case, on_file)
    consent: dict[str, Typed] = {
        "承諾日": said.on,
        "承諾文書番号": number,
        "特記事項明記": before["flow_down"]
        or is_confirmed(request.standings, ConsentPoint.FLOW_DOWN),
        "周知確認日": told.on if told and is_told else before["staff_told_on"],
    }
    given = {**as_subcontract(case, branch), **consent}
    seen = on_file["id"] if on_file else None
    file_row(session, case, SUBCONTRACTS, given, branch, seen, bound, by=by, at=at)


def _known_before(case: ConsentCase, on_file: Values | None) -> Values:
    """What the ledger knows of the clauses and the staff; nothing of another company."""
    same = ("contractor", "clause_set")
    if on_file is not None and all(on_file[name] == case.values[name] for name in same):
        return on_file
    return {"flow_down": False, "staff_told_on": None}


def as_subcontract(case: ConsentCase, branch: int) -> dict[str, Typed]:
    """The request as the form of a subcontract would say it."""
    values = case.values
    return {
        "契約番号": case.number,
        "枝番": str(branch),
        "上位枝番": str(values["parent_branch"]),
        "再委託先名": values["contractor"],
        "法人番号": values["corporate_number"],
        "業務の内容": values["description"],
        "再委託理由": values["reason"],
        "開始日": values["starts_on"],
        "終了日": values["ends_on"],
        "情報項目": "\n".join(values["items"]),
        "記録媒体": "\n".join(values["media"]),
        "特記事項": values["clause_set"],
    }


def as_safeguard(case: ConsentCase, branch: int, name: str, one: Condition) -> dict[str, Typed]:
    frequency = Frequency.BY_DATE if one.due_on else Frequency.NONE
    return {
        "契約番号": case.number,
        "枝番": str(branch),
        "番号": name,
        "実施者": CARRIED_OUT_BY[CarriedOutBy.SUBCONTRACTOR],
        "区分": CATEGORY[Category.OPERATIONAL],
        "対策": one.text,
        "由来": SAFEGUARD_ORIGIN[SafeguardOrigin.CONTRACT],
        "頻度": FREQUENCY[frequency],
        "期日": one.due_on.isoformat() if one.due_on else "",
    }


def file_row(
    session: Session,
    case: ConsentCase,
    sheet: SheetMap,
    given: Mapping[str, Typed],
    branch: int,
    seen: int | None = None,
    bound: tuple[Snapshot, ...] = (),
    *,
    by: Person,
    at: datetime,
) -> Filing:
    """As the form of the sheet files it, with everything that it asks."""
    read = hand_row(HAND_SHEETS[sheet.sheet], given)
    if read.row is None or read.problems:
        raise ConsentError(*(("", f"{one.column}：{one.message}") for one in read.problems))
    headings = frozenset(cell.heading for cell in sheet.cells)
    entry = HandEntry(sheet, case.number, read.row, headings, branch, seen)
    try:
        filing = file(session, entry, by=by, at=at, rests_on=bound)
    except NotThereError as refused:
        raise NoSuchRequestError(case.number) from refused
    if filing.errors:
        raise ConsentError(*(("", one.message) for one in filing.errors))
    return filing
