"""付議資料の材料: the sheets of a matter, with what has changed since it was last told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.acts.city import setting_value
from app.acts.paper_facts import council_rows as rows
from app.acts.paper_facts.council_day import Earlier, Register
from app.acts.paper_facts.council_rows import Values
from app.papers.council_sheet_page import CouncilPaper, CouncilSheet, SheetRow
from app.records import connection_amendments, council_versions, matter_page, revisions
from app.records.agreed import Agreed, Fact
from app.records.matter_page import MatterPage, Subject
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
ENTERED_LATER = "※審議会の後の{}に登録した。はじめに登録した内容から、審議会の日の内容を示す。"
NOT_YET = "※審議会の後の再委託先（{}）は載せていない。"


def council_paper(
    session: Session, number: str, scope: Scope, *, on: date, system: bool = False
) -> CouncilPaper | None:
    """None where there is no matter of this number in the scope.

    `on`: today; of a matter whose day has passed, the sheets show the register of that day.
    `system`: also the sheet for a system that is made or changed, of each contract.
    """
    found = matter_page.matter_page(session, number, scope)
    if found is None:
        return None
    values = found.values
    days = council_versions.matter_days(session)
    register = Register(number, values["held_on"], on, days, _earlier(session, found))
    sheets = tuple(_sheets(session, found, register, system=system))
    return CouncilPaper(
        number=number,
        matter=Matter(values["matter"]),
        title=values["title"],
        legal_basis=values["legal_basis"] or "",
        session=values["session"] or "",
        held_on=values["held_on"],
        place=found.place,
        document_number=values["document_number"] or "",
        department=_departments(found, sheets),
        changes=values["changes"] or "",
        previous="、".join(values["previous"]),
        sheets=sheets,
        city=setting_value(session, "city_name"),
        as_of=register.words,
    )


def _departments(found: MatterPage, sheets: Sequence[CouncilSheet]) -> str:
    """Each once, in the order of what the matter names."""
    of = {sheet.number: sheet.department for sheet in sheets}
    named = (of.get(one.number, "") for one in (*found.contracts, *found.connections))
    return "、".join(dict.fromkeys(one for one in named if one))


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
    session: Session, found: MatterPage, register: Register, *, system: bool
) -> Iterator[CouncilSheet]:
    for one in found.connections:
        if one.id is not None:
            yield _connection(session, one, one.id, register)
    for one in found.contracts:
        if one.id is not None:
            yield from _contract(session, one, one.id, register, system=system)


def _marked(
    kind: SheetKind,
    number: str,
    now: Values,
    found: Sequence[SheetRow],
    register: Register,
    besides: Sequence[str],
) -> CouncilSheet:
    """With the note on bold words where there are any."""
    earlier = register.earlier
    texts = [paragraph.text for row in found for paragraph in row.paragraphs]
    is_marked = earlier is not None and any(has_changes(text) for text in texts)
    note = [NOTE.format(earlier.words)] if earlier is not None and is_marked else []
    return CouncilSheet(
        kind, number, now["title"], tuple(found), (*note, *besides), now["department"]
    )


def _entered_later(register: Register, fact: Fact) -> list[str]:
    on = register.entered_on(fact)
    return [ENTERED_LATER.format(wareki(on))] if on is not None else []


def _connection(session: Session, one: Subject, key: int, register: Register) -> CouncilSheet:
    fact = connection_amendments.through(session, key)
    now, earlier = register.shown(fact), register.earlier
    promised = council_versions.promised(session, "connection_id", key)
    old, known = None, None
    if earlier is not None and one.number in earlier.connections:
        old = register.told(fact, earlier)
        known = register.known_promises(fact, promised, earlier, fact)
    promises = register.promises(fact, promised)
    return _marked(
        SheetKind.CONNECTION,
        one.number,
        now,
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
        register,
        _entered_later(register, fact),
    )


@dataclass(frozen=True, slots=True)
class _Told:
    """What the council was told of a contract, or of the one before it; its parts by branch."""

    number: str
    through: Agreed
    parts: Mapping[int, int]
    values: Values
    earlier: Earlier


@dataclass(frozen=True, slots=True)
class _Agreed:
    """A contract as the sheet shows it, and when it was last told; its parts by branch."""

    number: str
    register: Register
    through: Agreed
    parts: Mapping[int, int]
    now: Values
    before: _Told | None

    @property
    def old(self) -> Values | None:
        return self.before.values if self.before else None


def _contract(
    session: Session, one: Subject, key: int, register: Register, *, system: bool
) -> Iterator[CouncilSheet]:
    agreed = _agreed(session, one.number, key, register)
    terms = agreed.through.terms
    promised = council_versions.promised(session, "engagement_id", agreed.parts[PRIME_BRANCH])
    promises = register.promises(terms, promised)
    before = agreed.before
    known = _known(session, agreed, before.parts.get(PRIME_BRANCH) if before else None)
    shown = [each for each in agreed.through.subcontracts.values() if _has(agreed, each)]
    later = _entered_later(register, terms)
    if system:
        made = _system(agreed, promises, known)
        yield _marked(SheetKind.SYSTEM, one.number, agreed.now, made, register, later)
    made = _outsourcing(agreed, promises, known)
    besides = [*later, *_not_yet(agreed, shown)]
    yield _marked(SheetKind.OUTSOURCING, one.number, agreed.now, made, register, besides)
    for part in shown:
        made = _subcontracting(session, agreed, part)
        number = f"{one.number}　再委託先{part.branch}"
        besides = _entered_later(register, part)
        yield _marked(SheetKind.SUBCONTRACTING, number, agreed.now, made, register, besides)


def _has(agreed: _Agreed, part: Fact) -> bool:
    return agreed.register.has(agreed.number, agreed.through.terms, part)


def _not_yet(agreed: _Agreed, shown: Sequence[Fact]) -> list[str]:
    """Companies that came to it after the session are named, so that nobody looks for them."""
    names = [
        part.steps[-1].version.values["contractor"]
        for part in agreed.through.subcontracts.values()
        if part not in shown
    ]
    return [NOT_YET.format("、".join(names))] if names else []


def _agreed(session: Session, number: str, key: int, register: Register) -> _Agreed:
    """Compared with itself, or with the contract that it follows, if the council was told of it."""
    through = council_versions.agreed_in(session, key)
    now, parts = register.shown(through.terms), _parts(session, key)
    before = None
    if register.earlier is not None:
        before = _told(session, number, (key, through), register, register.earlier)
    return _Agreed(number, register, through, parts, now, before)


def _told(
    session: Session, number: str, own: tuple[int, Agreed], register: Register, earlier: Earlier
) -> _Told | None:
    """The contract, or the nearest one before it, that the earlier matter was about."""
    for one in council_versions.ancestors(session, number):
        found = revisions.contracts_by_number(session, [one]) if one in earlier.contracts else {}
        for key, _, _ in found.values():
            through = own[1] if key == own[0] else council_versions.agreed_in(session, key)
            values = register.told(through.terms, earlier)
            return _Told(one, through, _parts(session, key), values, earlier)
    return None


def _parts(session: Session, key: int) -> dict[int, int]:
    found = revisions.engagements_of(session, [key])
    return {branch: part for (_, branch), part in sorted(found.items())}


def _known(session: Session, agreed: _Agreed, part: int | None) -> dict[str, str] | None:
    """The promises that the council was told of; None where nothing is compared."""
    before = agreed.before
    if before is None or part is None:
        return None
    promised = council_versions.promised(session, "engagement_id", part)
    then, now = before.through.terms, agreed.through.terms
    return agreed.register.known_promises(then, promised, before.earlier, now)


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


def _subcontracting(session: Session, agreed: _Agreed, fact: Fact) -> list[SheetRow]:
    """Compared with the part of the same company, whatever its number was then."""
    register, now = agreed.register, agreed.register.shown(fact)
    old, part = _same_company(agreed, now)
    promised = council_versions.promised(session, "engagement_id", agreed.parts[fact.branch])
    promises = register.promises(fact, promised)
    known = _known(session, agreed, part)
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


def _same_company(agreed: _Agreed, now: Values) -> tuple[Values | None, int | None]:
    before, register = agreed.before, agreed.register
    if before is None:
        return None, None
    terms, earlier = before.through.terms, before.earlier
    for branch, part in before.through.subcontracts.items():
        told = register.told(part, earlier)
        is_same = folded(told["contractor"]) == folded(now["contractor"])
        if is_same and register.had(before.number, terms, part, earlier):
            return told, before.parts[branch]
    return None, None
