"""行の決まり: what the cells of one row owe each other (workbook.md 1)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from app.workbooks.row import Row
from audits import wording
from audits.erasure import Disposal
from audits.report import ReportKind
from audits.safeguard import Frequency
from audits.wareki import wareki

NO_RHYTHM = wording.FREQUENCY[Frequency.NONE]
DATED_RHYTHMS = (wording.FREQUENCY[Frequency.BY_DATE], wording.FREQUENCY[Frequency.ON_DATES])


@dataclass(frozen=True, slots=True)
class Objection:
    """A sentence on one field of a row; a warning never stops a load."""

    field: str
    message: str
    is_warning: bool = False


Rule = Callable[[Row], Iterator[Objection]]


def _ends_after_start(row: Row) -> Iterator[Objection]:
    first, last = row["starts_on"], row["ends_on"]
    if first and last and last < first:
        yield Objection("ends_on", f"開始日（{wareki(first)}）以後の日付にしてください。")


def _not_its_own_parent(row: Row) -> Iterator[Objection]:
    if row["branch"] is not None and row["parent_branch"] == row["branch"]:
        yield Objection(
            "parent_branch", "再委託した者の枝番です。この行の枝番とは別にしてください。"
        )


def _contract_or_connection(row: Row) -> Iterator[Objection]:
    contract, connection = row["contract_number"], row["connection_number"]
    if contract is None and connection is None:
        yield Objection("contract_number", "契約番号か結合番号のどちらかを入力してください。")
    if contract is not None and connection is not None:
        yield Objection(
            "connection_number", "契約番号と結合番号は、どちらか一方だけを入力してください。"
        )


def _branch_of_contract(row: Row) -> Iterator[Objection]:
    if row["branch"] and row["contract_number"] is None:
        yield Objection("branch", "枝番は契約番号のある行だけに入力してください。")


def _rhythm_of_contract(row: Row) -> Iterator[Objection]:
    if row["frequency"] not in (None, NO_RHYTHM) and row["contract_number"] is None:
        yield Objection("frequency", f"契約番号のない行では「{NO_RHYTHM}」か空欄にしてください。")


def _dates_of_rhythm(row: Row) -> Iterator[Objection]:
    frequency, dates = row["frequency"], row["dates"]
    if frequency in DATED_RHYTHMS and not dates:
        # A blank keeps the dates on file; of a new safeguard there are none, so nothing falls due.
        sentence = f"頻度が「{frequency}」ですが期日がなく、期限は作られません。"
        yield Objection("dates", sentence, is_warning=True)
    if dates and frequency is not None and frequency not in DATED_RHYTHMS:
        yield Objection(
            "dates", f"頻度が「{frequency}」のため、期日は使われません。", is_warning=True
        )


def _successor_named(row: Row) -> Iterator[Objection]:
    carried_over = wording.DISPOSAL[Disposal.CARRIED_OVER]
    if row["disposal"] == carried_over and row["successor_number"] is None:
        yield Objection(
            "successor_number",
            f"区分が「{carried_over}」のときは、引き継いだ先の契約番号を入力してください。",
        )


def _successor_is_another(row: Row) -> Iterator[Objection]:
    if row["successor_number"] is not None and row["successor_number"] == row["contract_number"]:
        yield Objection(
            "successor_number", "引き継いだ先の契約です。この契約とは別の契約の番号にしてください。"
        )


def _not_its_own_predecessor(row: Row) -> Iterator[Objection]:
    number = row["number"]
    if number is not None and row["previous_contract_number"] == number:
        yield Objection(
            "previous_contract_number", "前の年度の契約です。この契約とは別の番号にしてください。"
        )


def _request_named(row: Row) -> Iterator[Objection]:
    requested = wording.REPORT_KIND[ReportKind.REQUESTED]
    if row["kind"] == requested and row["request"] is None:
        yield Objection("request", f"種別が「{requested}」のときは、依頼番号を入力してください。")


def _carried_out_in_its_year(row: Row) -> Iterator[Objection]:
    year, day = row["fiscal_year"], row["carried_out_on"]
    if year and day and day not in year:
        yield Objection(
            "carried_out_on",
            f"実施日（{wareki(day)}）が{year}ではありません。"
            "実施日の属する年度の調査として数えます。",
            is_warning=True,
        )


def _occurrence_of_safeguard(row: Row) -> Iterator[Objection]:
    if row["occurrence"] is not None and row["safeguard"] is None:
        yield Objection("occurrence", "対策番号がないため、対象は使われません。", is_warning=True)


ROW_RULES: Mapping[str, tuple[Rule, ...]] = {
    "契約": (_ends_after_start, _not_its_own_predecessor),
    "再委託": (_ends_after_start, _not_its_own_parent),
    "外部結合": (_ends_after_start,),
    "保護対策": (
        _contract_or_connection,
        _branch_of_contract,
        _rhythm_of_contract,
        _dates_of_rhythm,
    ),
    "助言": (_contract_or_connection,),
    "返還消去": (_successor_named, _successor_is_another),
    "立入調査": (_carried_out_in_its_year,),
    "報告受領": (_request_named,),
    "記録": (_occurrence_of_safeguard,),
}
