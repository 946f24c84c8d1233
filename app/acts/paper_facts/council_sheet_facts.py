"""付議資料の材料: the sheets of a matter, with what has changed since it was last told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.acts.city import setting_value
from app.acts.paper_facts import council_rows as rows
from app.acts.paper_facts.council_rows import Values
from app.papers.council_sheet_page import CouncilPaper, CouncilSheet, SheetRow
from app.records import council_versions, matter_page, revisions
from app.records.connections import ConnectionRow
from app.records.contracts import ContractTermsRow, SubcontractRow
from app.records.council_versions import Version
from app.records.matter_page import MatterPage, Subject
from app.records.safeguards import SafeguardRow
from app.records.scope import EVERYTHING, Scope
from audits.council import Matter, SheetKind
from audits.council_changes import has_changes
from audits.engagement import PRIME_BRANCH
from audits.safeguard import CarriedOutBy
from audits.wareki import wareki
from audits.words import folded

CITY, CONTRACTOR, SUBCONTRACTOR = (
    (CarriedOutBy.AGENCY,),
    (CarriedOutBy.CONTRACTOR, CarriedOutBy.SUBCONTRACTOR),
    (CarriedOutBy.SUBCONTRACTOR, CarriedOutBy.CONTRACTOR),
)
ANYBODY = tuple(CarriedOutBy)
NOTE = "※太字（下線）は、{}の付議からの変更を表す。"


@dataclass(frozen=True, slots=True)
class Earlier:
    """The last of the matters before: when it was, what it is called, and what it was about."""

    number: str
    held_on: date
    session: str
    contracts: Sequence[str]
    connections: Sequence[str]

    @property
    def words(self) -> str:
        return self.session or wareki(self.held_on)


def council_paper(
    session: Session, number: str, scope: Scope, *, system: bool = False
) -> CouncilPaper | None:
    """None where there is no matter of this number in the scope.

    `system`: also the sheet for a system that is made or changed, of each contract.
    """
    found = matter_page.matter_page(session, number, scope)
    if found is None:
        return None
    values = found.values
    earlier = _earlier(session, found)
    subjects = [one for one in (*found.contracts, *found.connections) if one.id]
    return CouncilPaper(
        number=number,
        matter=Matter(values["matter"]),
        title=values["title"],
        legal_basis=values["legal_basis"] or "",
        session=values["session"] or "",
        held_on=values["held_on"],
        place=found.place,
        document_number=values["document_number"] or "",
        department="、".join(dict.fromkeys(one.department for one in subjects)),
        changes=values["changes"] or "",
        previous="、".join(values["previous"]),
        sheets=tuple(_sheets(session, found, earlier, system=system)),
        city=setting_value(session, "city_name"),
    )


def _earlier(session: Session, found: MatterPage) -> Earlier | None:
    """The one held last; what the person may not see of it is not shown, only compared."""
    known = [
        values
        for number in found.values["previous"]
        if (values := matter_page.matter_of(session, number, EVERYTHING)) is not None
    ]
    if not known:
        return None
    last = max(known, key=lambda values: (values["held_on"], values["number"]))
    return Earlier(
        last["number"],
        last["held_on"],
        last["session"] or "",
        last["contracts"],
        last["connections"],
    )


def _sheets(
    session: Session, found: MatterPage, earlier: Earlier | None, *, system: bool
) -> Iterator[CouncilSheet]:
    for one in found.connections:
        if one.id is not None:
            yield _connection(session, one, one.id, earlier)
    for one in found.contracts:
        if one.id is not None:
            yield from _contract(session, one, one.id, earlier, system=system)


def _marked(
    kind: SheetKind, number: str, title: str, found: Sequence[SheetRow], earlier: Earlier | None
) -> CouncilSheet:
    """With the note on bold words where there are any."""
    texts = [paragraph.text for row in found for paragraph in row.paragraphs]
    is_marked = earlier is not None and any(has_changes(text) for text in texts)
    note = NOTE.format(earlier.words) if earlier is not None and is_marked else ""
    return CouncilSheet(kind, number, title, tuple(found), note)


def _connection(session: Session, one: Subject, key: int, earlier: Earlier | None) -> CouncilSheet:
    [now] = council_versions.current(session, ConnectionRow, "connection_id", key)
    before = None
    if earlier is not None and one.number in earlier.connections:
        before = council_versions.version_of(
            session, ConnectionRow, "connection_id", key, earlier.held_on
        )
    old = before.values if before else None
    promises = _promises(session, "connection_id", key)
    known = _known(session, "connection_id", key, before)
    return _marked(
        SheetKind.CONNECTION,
        one.number,
        now["title"],
        (
            rows.text_row("保有課（担当課）", now, old, "department"),
            rows.text_row("結合する業務", now, old, "title"),
            rows.text_row("結合される情報項目（だれの、どのような項目か）", now, old, "items"),
            rows.text_row("結合の相手方", now, old, "counterpart"),
            rows.text_row("結合する理由", now, old, "reason"),
            rows.text_row("結合の形態", now, old, "form"),
            rows.term_row("結合の開始時期と期間", now, old),
            rows.safeguards_row("情報保護対策", promises, known, ANYBODY),
        ),
        earlier,
    )


@dataclass(frozen=True, slots=True)
class _Agreed:
    """A contract now and when it was last told; its parts by branch, as engagements' ids."""

    now: Values
    before: Version | None
    parts: dict[int, int]
    parts_before: dict[int, int]

    @property
    def old(self) -> Values | None:
        return self.before.values if self.before else None


def _contract(
    session: Session, one: Subject, key: int, earlier: Earlier | None, *, system: bool
) -> Iterator[CouncilSheet]:
    agreed = _agreed(session, one.number, key, earlier)
    prime = agreed.parts[PRIME_BRANCH]
    promises = _promises(session, "engagement_id", prime)
    known = _known(session, "engagement_id", agreed.parts_before.get(PRIME_BRANCH), agreed.before)
    made = _outsourcing(agreed, promises, known)
    title = agreed.now["title"]
    if system:
        of_system = _system(agreed, promises, known)
        yield _marked(SheetKind.SYSTEM, one.number, title, of_system, earlier)
    yield _marked(SheetKind.OUTSOURCING, one.number, title, made, earlier)
    for branch, part in agreed.parts.items():
        for now in council_versions.current(session, SubcontractRow, "engagement_id", part):
            found = _subcontracting(session, agreed, branch, now)
            number = f"{one.number}　再委託先{branch}"
            yield _marked(SheetKind.SUBCONTRACTING, number, title, found, earlier)


def _agreed(session: Session, number: str, key: int, earlier: Earlier | None) -> _Agreed:
    """Compared with itself, or with the contract that it follows, if the council was told of it."""
    [now] = council_versions.current(session, ContractTermsRow, "contract_id", key)
    parts = _parts(session, key)
    told = {} if earlier is None else _told(session, number, earlier)
    for before_key in told.values():
        held_on = earlier.held_on if earlier else date.max
        version = council_versions.version_of(
            session, ContractTermsRow, "contract_id", before_key, held_on
        )
        return _Agreed(now, version, parts, _parts(session, before_key))
    return _Agreed(now, None, parts, {})


def _told(session: Session, number: str, earlier: Earlier) -> dict[str, int]:
    """The contract, or the nearest one before it, that the earlier matter was about: its id."""
    for one in council_versions.ancestors(session, number):
        if one in earlier.contracts:
            found = revisions.contracts_by_number(session, [one])
            return {name: key for name, (key, _, _) in found.items()}
    return {}


def _parts(session: Session, key: int) -> dict[int, int]:
    found = revisions.engagements_of(session, [key])
    return {branch: part for (_, branch), part in sorted(found.items())}


def _promises(session: Session, column: str, key: int) -> list[Values]:
    return council_versions.current(session, SafeguardRow, column, key)


def _known(
    session: Session, column: str, key: int | None, before: Version | None
) -> dict[str, str] | None:
    """The promises that were on file then; None where nothing is compared."""
    if before is None or key is None:
        return None
    return council_versions.safeguards_of(session, column, key, before.until)


def _business(agreed: _Agreed) -> tuple[SheetRow, SheetRow]:
    business = agreed.now["registered_business"] or agreed.now["title"]
    name = "registered_business" if agreed.now["registered_business"] else "title"
    return (
        rows.text_row("保有課（担当課）", agreed.now, agreed.old, "department"),
        rows.text_row("登録業務の名称", {**agreed.now, name: business}, agreed.old, name),
    )


def _outsourcing(
    agreed: _Agreed, promises: Sequence[Values], known: dict[str, str] | None
) -> list[SheetRow]:
    now, old = agreed.now, agreed.old
    return [
        *_business(agreed),
        rows.party_row("委託先", now, old),
        rows.items_row("委託先に処理させる情報項目（だれの、どのような項目か）", now, old),
        rows.list_row("情報項目の記録媒体", now, old, "media"),
        rows.text_row("委託理由", now, old, "reason"),
        rows.text_row("委託の内容", now, old, "description"),
        rows.term_row("委託の開始時期及び期限", now, old),
        rows.safeguards_row("市が行う情報保護対策", promises, known, CITY),
        rows.safeguards_row("受託者に行わせる情報保護対策", promises, known, CONTRACTOR),
    ]


def _system(
    agreed: _Agreed, promises: Sequence[Values], known: dict[str, str] | None
) -> list[SheetRow]:
    now, old = agreed.now, agreed.old
    return [
        *_business(agreed),
        rows.items_row("記録する情報項目（だれの、どのような項目か）", now, old),
        rows.text_row("新規開発・追加・変更の理由", now, old, "reason"),
        rows.text_row("新規開発・追加・変更の内容", now, old, "description"),
        rows.safeguards_row("開発等を委託する場合の情報保護対策", promises, known, tuple(ANYBODY)),
        rows.term_row("新規開発・追加・変更の時期", now, old),
    ]


def _subcontracting(session: Session, agreed: _Agreed, branch: int, now: Values) -> list[SheetRow]:
    """Compared with the part of the same company, whatever its number was then."""
    before, part = _same_company(session, agreed, now)
    promises = _promises(session, "engagement_id", agreed.parts[branch])
    known = _known(session, "engagement_id", part, agreed.before)
    old = before.values if before else None
    if agreed.before is not None and old is None:
        known = known or {}
    return [
        *_business(agreed),
        rows.party_row("再委託先", now, old or _nobody(agreed, now)),
        rows.list_row("再委託先に処理させる情報項目", now, old, "items"),
        rows.list_row("情報項目の記録媒体", now, old, "media"),
        rows.text_row("再委託理由", now, old, "reason"),
        rows.text_row("再委託の内容", now, old, "description"),
        rows.term_row("再委託の開始時期及び期限", now, old),
        rows.safeguards_row("市が行う情報保護対策", promises, known, CITY),
        rows.safeguards_row("再委託先に行わせる情報保護対策", promises, known, SUBCONTRACTOR),
    ]


def _nobody(agreed: _Agreed, now: Values) -> Values | None:
    """Where the council was told of the contract, but not of this company."""
    return {**now, "contractor": ""} if agreed.before is not None else None


def _same_company(
    session: Session, agreed: _Agreed, now: Values
) -> tuple[Version | None, int | None]:
    if agreed.before is None:
        return None, None
    for part in agreed.parts_before.values():
        for one in council_versions.as_of(
            session, SubcontractRow, "engagement_id", part, agreed.before.until
        ):
            if folded(one["contractor"]) == folded(now["contractor"]):
                return Version(one, agreed.before.until), part
    return None, None
