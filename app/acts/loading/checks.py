"""照合: what a row of the book must fit, beyond its own cells."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.acts.loading.change import Place
from app.acts.loading.references import Given, References
from app.acts.loading.sheets import (
    CERTIFICATES,
    CERTIFICATIONS,
    CONNECTIONS,
    CONTRACTS,
    COUNCIL_MATTERS,
    DATA,
    DISPOSALS,
    FINDINGS,
    INSPECTIONS,
    NOTES,
    RECEIPTS,
    REQUESTS,
    SAFEGUARDS,
    SUBCONTRACTS,
    SheetMap,
)
from app.workbooks.limits import DEFAULT_LIMITS
from audits.commitments import RHYTHMS
from audits.corporate_number import complaint
from audits.engagement import PRIME_BRANCH
from audits.safeguard import Frequency
from audits.wareki import wareki
from audits.words import folded


@dataclass(frozen=True, slots=True)
class Complaint:
    """What does not fit: the column's heading, its value, and the sentence for the clerk."""

    heading: str
    value: object
    message: str


@dataclass(frozen=True, slots=True)
class Setting:
    """What rows are held against: references, clause sets, departments, and the day of loading.

    `departments` None: the city's departments are not set up, a load may propose them.
    `everything`: the references are the whole city's, not those of some departments only.
    `last_days`: of the departments that are used no longer than to a day, by their folded names.
    """

    references: References
    clause_sets: frozenset[str]
    departments: frozenset[str] | None
    on: date
    everything: bool = True
    last_days: Mapping[str, date] = field(default_factory=dict)


DISPOSED = (
    "保存期限が過ぎて廃棄した契約の番号です。番号は二度と使えません。"
    "この契約の行を消すか、新しい契約なら別の番号にしてください。"
)


def complaints(
    sheet: SheetMap, place: Place, given: Given, setting: Setting
) -> Iterator[Complaint]:
    """Everything that stops the row from being loaded."""
    yield from _of_place(sheet, place, setting.references)
    check = ERRORS.get(sheet.sheet)
    if check is not None:
        yield from check(place, given, setting)


def remarks(sheet: SheetMap, place: Place, given: Given, setting: Setting) -> Iterator[Complaint]:
    """What is loaded all the same, but should be looked at."""
    for heading, number in _loose_contracts(sheet, given):
        if not setting.references.has_contract(number):
            where = "まだ台帳に" if setting.everything else "ご自分の所管課に"
            message = f"契約番号「{number}」の契約が{where}ありません。番号を確かめてください。"
            yield Complaint(heading, number, message)
    for column in ACTED_ON.get(sheet.sheet, ()):
        day = given.get(column)  # a form asks for more than a book
        if day is not None and day > setting.on:
            heading = sheet.headings[column]
            message = f"{heading}({wareki(day)})が今日より後の日付です。正しいか確かめてください。"
            yield Complaint(heading, day, message)
    if sheet is CONTRACTS:
        yield from _beyond_departments(given, setting)
    yield from _of_corporate_number(given.get("corporate_number"))


def _of_corporate_number(number: str | None) -> Iterator[Complaint]:
    said = complaint(number) if number else None
    if said:
        yield Complaint("法人番号", number, said)


def _beyond_departments(given: Given, setting: Setting) -> Iterator[Complaint]:
    """A contract that goes on when its department is used no longer."""
    named = [("所管課", given["department"])]
    named += [("共管課", name) for name in given["co_departments"] or []]
    for heading, name in named:
        last_on = setting.last_days.get(folded(name or ""))
        if last_on is not None and given["ends_on"] is not None and given["ends_on"] > last_on:
            message = (
                f"「{name}」は{wareki(last_on)}までの所管課ですが、契約はその後まで続きます。"
                "所管課を確かめてください。"
            )
            yield Complaint(heading, name, message)


def _of_place(sheet: SheetMap, place: Place, references: References) -> Iterator[Complaint]:
    if place.connection is not None:
        if not references.has_connection(place.connection):
            message = "この結合番号の外部結合がありません。外部結合シートに加えてください。"
            yield Complaint("結合番号", place.connection, message)
        return
    if place.contract is None:
        return
    if references.is_disposed(place.contract):
        yield Complaint("契約番号", place.contract, DISPOSED)
    elif not references.has_contract(place.contract):
        message = "この契約番号の契約がありません。契約シートに加えるか、番号を直してください。"
        yield Complaint("契約番号", place.contract, message)
    elif not references.has_branch(place.contract, place.branch):
        message = "この枝番の再委託がありません。再委託シートに加えるか、枝番を直してください。"
        yield Complaint("枝番", place.branch, message)


def _of_contract(_place: Place, given: Given, setting: Setting) -> Iterator[Complaint]:
    yield from _of_clause_set(given, setting)
    yield from _of_department("所管課", [given["department"]], setting)
    yield from _of_department("共管課", given["co_departments"] or [], setting)


def _of_connection(_place: Place, given: Given, setting: Setting) -> Iterator[Complaint]:
    number = given["contract_number"]
    if number is not None and not setting.references.has_contract(number):
        message = "この契約番号の契約がありません。契約シートに加えるか、番号を直してください。"
        yield Complaint("契約番号", number, message)
    yield from _of_department("所管課", [given["department"]], setting)


def _of_department(heading: str, names: list[str | None], setting: Setting) -> Iterator[Complaint]:
    longest = DEFAULT_LIMITS.department_text
    for name in names:
        if name is not None and len(name) > longest:
            yield Complaint(heading, name, f"課の名前は{longest}文字までで入力してください。")
            continue
        if name is None or setting.departments is None or name in setting.departments:
            continue
        message = "登録されていない所管課です。設定にある所管課の名前を、そのまま入れてください。"
        yield Complaint(heading, name, message)


def _of_clause_set(given: Given, setting: Setting) -> Iterator[Complaint]:
    wanted = given["clause_set"]
    if wanted is not None and wanted not in setting.clause_sets:
        known = "、".join(sorted(setting.clause_sets))
        message = f"登録されていない特記事項です。次のいずれかを入れてください：{known}。"
        yield Complaint("特記事項", wanted, message)


def _of_subcontract(place: Place, given: Given, setting: Setting) -> Iterator[Complaint]:
    yield from _of_clause_set(given, setting)
    if place.branch == PRIME_BRANCH:
        message = "枝番0は受託者を表します。再委託には1以上の枝番を付けてください。"
        yield Complaint("枝番", place.branch, message)
    parent = given["parent_branch"]
    if parent is not None and not setting.references.has_branch(place.contract or "", parent):
        message = "この上位枝番の再委託がありません。再委託シートに加えるか、直してください。"
        yield Complaint("上位枝番", parent, message)


def _of_disposal(place: Place, given: Given, setting: Setting) -> Iterator[Complaint]:
    number = given["data_number"]
    if number is not None and not setting.references.has(DATA, place, number=number):
        message = "このデータ番号のデータがありません。データシートに加えるか、直してください。"
        yield Complaint("データ番号", number, message)


def _of_certificate(_place: Place, given: Given, setting: Setting) -> Iterator[Complaint]:
    for heading, column in (("証明日", "issued_on"), ("受領日", "received_on")):
        day = given[column]
        if day is not None and day > setting.on:
            today = wareki(setting.on)
            message = f"{heading}が今日({today})より後です。正しい日付を入れてください。"
            yield Complaint(heading, day, message)


def _of_finding(place: Place, given: Given, setting: Setting) -> Iterator[Complaint]:
    year, visit = given["fiscal_year"], given["round"] or 1
    if year is None or setting.references.has(INSPECTIONS, place, fiscal_year=year, round=visit):
        return
    message = "この年度・回の立入調査がありません。立入調査シートに加えてください。"
    yield Complaint("年度", f"{year}年度第{visit}回", message)


def _of_receipt(place: Place, given: Given, setting: Setting) -> Iterator[Complaint]:
    number = given["request"]
    if number is not None and not setting.references.has(REQUESTS, place, number=number):
        message = "この依頼番号の報告依頼がありません。報告依頼シートに加えてください。"
        yield Complaint("依頼番号", number, message)


def _of_note(place: Place, given: Given, setting: Setting) -> Iterator[Complaint]:
    number, occurrence = given["safeguard"], given["occurrence"]
    if number is None:
        return
    if not setting.references.has(SAFEGUARDS, place, number=number):
        message = "この対策番号の保護対策が、同じ契約番号・枝番にありません。番号を直してください。"
        yield Complaint("対策番号", number, message)
    elif occurrence is not None and occurrence_name(occurrence, place, number, setting) is None:
        by_period = setting.references.frequency(place, number) in RHYTHMS
        expected = "2026-10、2026Q3、2026上、2026年度のような期間" if by_period else "日付"
        yield Complaint("対象", str(occurrence), f"この対策の対象は{expected}で入れてください。")


def occurrence_name(
    occurrence: Any, place: Place, safeguard: str | None, setting: Setting
) -> str | None:
    """The name of the occurrence that an entry says it fulfils; None where it is no such name.

    A rhythm by period takes period names (a real date cell stands for its month), the others dates.
    """
    frequency = Frequency.NONE
    if safeguard is not None:
        frequency = setting.references.frequency(place, safeguard)
    if frequency in RHYTHMS:
        return str(occurrence.as_period) if occurrence.as_period else None
    if occurrence.as_day is not None:
        return str(occurrence.as_day.isoformat())
    return str(occurrence) if frequency is Frequency.NONE else None


def _loose_contracts(sheet: SheetMap, given: Given) -> Iterator[tuple[str, str]]:
    """Numbers of contracts that need not be on file (yet)."""
    for heading, column in LOOSE_CONTRACTS.get(sheet.sheet, ()):
        value = given[column]
        for number in value if isinstance(value, list) else [value]:
            if number is not None:
                yield heading, number


LOOSE_CONTRACTS = {
    CONTRACTS.sheet: (("前契約番号", "previous_contract_number"),),
    COUNCIL_MATTERS.sheet: (("契約番号", "contracts"),),
    CERTIFICATIONS.sheet: (("契約番号", "contracts"),),
    DISPOSALS.sheet: (("引継先契約番号", "successor_number"),),
}
# The columns of all sheets that name contracts without being about them.
NAMES_CONTRACTS = {
    **{sheet: tuple(column for _, column in named) for sheet, named in LOOSE_CONTRACTS.items()},
    CONNECTIONS.sheet: ("contract_number",),
}
ACTED_ON = {
    SUBCONTRACTS.sheet: ("consented_on",),
    DATA.sheet: ("on",),
    DISPOSALS.sheet: ("on", "instructed_on"),
    CERTIFICATES.sheet: ("confirmed_on", "backup_gone_on"),
    INSPECTIONS.sheet: ("carried_out_on",),
    FINDINGS.sheet: ("answered_on", "put_right_on"),
    RECEIPTS.sheet: ("received_on",),
    NOTES.sheet: ("on",),
}
ERRORS: dict[str, Callable[[Place, Given, Setting], Iterator[Complaint]]] = {
    CONTRACTS.sheet: _of_contract,
    SUBCONTRACTS.sheet: _of_subcontract,
    CONNECTIONS.sheet: _of_connection,
    DISPOSALS.sheet: _of_disposal,
    CERTIFICATES.sheet: _of_certificate,
    FINDINGS.sheet: _of_finding,
    RECEIPTS.sheet: _of_receipt,
    NOTES.sheet: _of_note,
}
