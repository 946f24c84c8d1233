"""ある日の契約の中身: terms, parties, handlers, safeguards and certifications of one day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.clock import day_of
from app.records.agreed import Fact
from app.records.as_of_page import AsOfPage
from app.records.contract_versions import Certified, Version
from app.rooms.contracts.agreed_words import NOTHING, Held, Reader
from app.rooms.contracts.party import UNDECIDED, Party, party_words
from app.web.table import Column
from audits.engagement import PRIME_BRANCH
from audits.handler import HandlerRole
from audits.safeguard import CarriedOutBy, Category
from audits.wareki import wareki
from audits.words import folded

PARTY_COLUMNS = (
    Column("この日の状態", "state"),
    Column("事業者", "party"),
    Column("業務の内容", "long"),
    Column("期間", "term"),
    Column("情報項目", "long"),
    Column("承諾", "when"),
    Column("特記事項"),
)
HANDLER_COLUMNS = (
    Column("受領日", "when"),
    Column("受持ち"),
    Column("区分", "key"),
    Column("所属・役職"),
    Column("人数", "number"),
    Column("作業場所"),
)
SAFEGUARD_COLUMNS = (
    Column("番号", "key"),
    Column("受持ち"),
    Column("対策", "long"),
    Column("区分・実施者"),
    Column("記入", "when"),
)
CERTIFICATION_COLUMNS = (
    Column("事業者"),
    Column("制度"),
    Column("登録番号", "key"),
    Column("有効期限", "when"),
)
# The groups of the overview, by columns of the terms.
GROUPS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "契約": (
        ("件名", "title"),
        ("実施機関", "agency"),
        ("所管課", "department"),
        ("共管課", "co_departments"),
        ("契約日", "concluded_on"),
        ("開始日", "starts_on"),
        ("終了日", "ends_on"),
        ("契約期間の表示", "stated_length"),
        ("前契約", "previous_contract_number"),
    ),
    "業務": (
        ("受託者", "contractor"),
        ("法人番号", "corporate_number"),
        ("登録業務の名称", "registered_business"),
        ("委託の内容", "description"),
        ("委託の理由", "reason"),
    ),
    "個人情報": (
        ("対象者", "subjects"),
        ("情報項目", "items"),
        ("記録媒体", "media"),
        ("本人数", "person_count"),
        ("個人番号", "my_number"),
        ("要配慮個人情報", "sensitive"),
    ),
    "条件": (
        ("特記事項", "clause_set"),
        ("定期報告", "periodic_report"),
        ("求める認証", "demanded_schemes"),
        ("根拠", "legal_basis"),
        ("備考", "remarks"),
    ),
}
NOT_BEGUN = "は、契約が始まる前の日です。はじめに決めた内容を示します。"
OVER = "は、契約が終わった後の日です。終わったときの内容を示します。"
AHEAD = "は、これから来る日です。いま台帳にあることだけで示します。"


@dataclass(frozen=True, slots=True)
class PartyLine:
    """An engagement on the day; `state`: active, not begun, or over; `consent`: 承諾 by then."""

    party: Party
    state: str
    is_active: bool
    description: Held
    first: Held
    last: Held
    items: tuple[Held, ...]
    clause_set: Held
    consent: date | None
    tier: int


@dataclass(frozen=True, slots=True)
class SafeguardLine:
    """A safeguard as it is on file: it holds as long as its engagement, whenever it was entered.

    So have the rules it: what has a rhythm is due from the engagement's first day, and other words
    put right those of before. `state`: of the party, where it is not active on the day.
    `corrected_on`: blank where the words are those of the first entry.
    """

    party: str
    state: str
    version: Version
    category: Category
    by: CarriedOutBy
    written_on: date
    corrected_on: date | None
    is_later: bool


@dataclass(frozen=True, slots=True)
class AsOfView:
    """Everything that the page shows; `remarks`: what to know of the day itself."""

    title: str
    remarks: tuple[str, ...]
    groups: tuple[tuple[str, tuple[tuple[str, tuple[Held, ...]], ...]], ...]
    parties: tuple[PartyLine, ...]
    handlers: tuple[tuple[str, HandlerRole, Mapping[str, object]], ...]
    safeguards: tuple[SafeguardLine, ...]
    certifications: tuple[Certified, ...]
    party_columns: tuple[Column, ...] = PARTY_COLUMNS
    handler_columns: tuple[Column, ...] = HANDLER_COLUMNS
    safeguard_columns: tuple[Column, ...] = SAFEGUARD_COLUMNS
    certification_columns: tuple[Column, ...] = CERTIFICATION_COLUMNS


def contents(page: AsOfPage, on: date, today: date) -> AsOfView:
    terms = Reader(page.agreed.terms, on, page.clause_sets)
    parties = tuple(_parties(page, on))
    active = {folded(line.party.contractor) for line in parties if line.is_active}
    return AsOfView(
        terms.words("title").words,
        tuple(_remarks(page, terms, on, today)),
        tuple(
            (title, tuple((words, _held(terms, name)) for words, name in pairs))
            for title, pairs in GROUPS.items()
        ),
        parties,
        tuple(
            (party_words(one.branch), HandlerRole(one.values["role"]), one.values)
            for one in page.handlers
            if one.values["received_on"] <= on
        ),
        tuple(_safeguards(page.safeguards, parties, on)),
        tuple(
            one
            for one in page.certified
            if one.valid_until >= on and folded(one.contractor) in active
        ),
    )


def _held(terms: Reader, name: str) -> tuple[Held, ...]:
    """A day that had not come yet is told as such; nothing of a list is なし."""
    if terms.is_list(name):
        return tuple(terms.listed(name)) or (Held(NOTHING),)
    if name == "contractor" and _undecided(terms):
        return (Held(UNDECIDED),)
    return (terms.words(name),)


def _undecided(terms: Reader) -> bool:
    """Whether there was no contractor yet: the contract was concluded after the day."""
    concluded, first = terms.value("concluded_on"), terms.value("starts_on")
    is_ahead = concluded is not None and concluded > terms.on
    return terms.value("contractor") is None or (is_ahead and first <= terms.on)


def _remarks(page: AsOfPage, terms: Reader, on: date, today: date) -> Iterator[str]:
    first, last = terms.value("starts_on"), terms.value("ends_on")
    failed = terms.value("came_to_nothing_on")
    if on < first:
        yield f"{wareki(on)}{NOT_BEGUN}契約の開始日は{wareki(first)}です。"
    if on > last:
        yield f"{wareki(on)}{OVER}契約の終了日は{wareki(last)}です。"
    if failed is not None and failed <= on:
        yield f"この契約は{wareki(failed)}に不成立となっています。"
    if page.closed_on is not None and page.closed_on <= on:
        yield f"この契約は{wareki(page.closed_on)}に完了としています。"
    if on > today:
        yield f"{wareki(on)}{AHEAD}"
    entered = page.agreed.terms.steps[0].written_on
    if entered > on:
        yield (
            f"この契約は、この日より後の{wareki(entered)}に台帳に登録されました。"
            "はじめからの内容は、そのときに書かれたものです。"
        )
    if page.unreadable:
        yield "管理記録に読み取れない行があるため、前に行った変更の日が分からないことがあります。"


def _parties(page: AsOfPage, on: date) -> Iterator[PartyLine]:
    """受託者 first, every subcontract below the one who handed it on."""
    for branch, tier in _tree(page, on):
        fact = page.agreed.of(branch)
        if fact is not None:
            yield _party_line(page, fact, tier, on)


def _party_line(page: AsOfPage, fact: Fact, tier: int, on: date) -> PartyLine:
    reader = Reader(fact, on, page.clause_sets)
    first, last = reader.value("starts_on"), reader.value("ends_on")
    state = "まだ始まっていない" if on < first else "終わった後" if on > last else "この日に有効"
    is_prime = fact.branch == PRIME_BRANCH
    unnamed = is_prime and _undecided(reader)
    contractor = UNDECIDED if unnamed else reader.words("contractor").words
    consented = None if is_prime else reader.value("consented_on")
    return PartyLine(
        Party(fact.branch, party_words(fact.branch), contractor),
        state,
        first <= on <= last,
        reader.words("description"),
        reader.words("starts_on"),
        reader.words("ends_on"),
        tuple(reader.listed("items")),
        reader.words("clause_set"),
        consented if consented is not None and consented <= on else None,
        tier,
    )


def _tree(page: AsOfPage, on: date) -> Iterator[tuple[int, int]]:
    """(branch, tier); one whose way up ends nowhere stands below 受託者."""
    below: dict[int, list[int]] = {}
    for branch, fact in page.agreed.subcontracts.items():
        parent = Reader(fact, on, page.clause_sets).value("parent_branch")
        known = parent in page.agreed.subcontracts and parent != branch
        below.setdefault(parent if known else PRIME_BRANCH, []).append(branch)
    seen: set[int] = set()
    waiting = [(PRIME_BRANCH, 0), *((branch, 1) for branch in page.agreed.subcontracts)]
    while waiting:
        branch, tier = waiting.pop(0)
        if branch in seen:
            continue
        seen.add(branch)
        yield branch, tier
        waiting = [*((child, tier + 1) for child in below.get(branch, [])), *waiting]


def _safeguards(
    versions: Sequence[Version], parties: Sequence[PartyLine], on: date
) -> Iterator[SafeguardLine]:
    """One line each, in the order in which they were entered."""
    states = {line.party.branch: "" if line.is_active else line.state for line in parties}
    of_fact: dict[int, list[Version]] = {}
    for version in versions:
        of_fact.setdefault(version.first_id, []).append(version)
    for first, *later in of_fact.values():
        version, written_on = later[-1] if later else first, day_of(first.written_at)
        yield SafeguardLine(
            party_words(version.branch),
            states.get(version.branch, ""),
            version,
            Category(version.values["category"]),
            CarriedOutBy(version.values["carried_out_by"]),
            written_on,
            day_of(version.written_at) if later else None,
            written_on > on,
        )
