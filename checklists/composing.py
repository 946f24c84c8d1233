"""調査票の組立て: what a contract has to be asked, from wherever, as the sheet of one visit."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from checklists.clause import Clause
from checklists.clause_set import ClauseSet
from checklists.library import LibraryItem, Module, filled, subject_said
from checklists.sheet import CheckItem, CheckSheet, Group
from checklists.statement import FULL_STOPS, compared


class ItemOrigin(Enum):
    """出どころ: why an item stands on the sheet."""

    STANDARD = "standard"
    MODULE = "module"
    CLAUSE = "clause"
    COUNCIL = "council"
    CONTRACT = "contract"
    ADVICE = "advice"
    EARLIER_FINDING = "earlier_finding"


@dataclass(frozen=True, slots=True)
class ItemSource:
    """One source of an item: the number that it has there, and a word on it where one is needed."""

    origin: ItemOrigin
    number: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class SafeguardToCheck:
    """保護対策 as the visit asks about it.

    `reported`: the council was told of it; else it is promised in the contract only.
    `note`: who carries it out, or what it goes back to, in words. `advices`: the numbers of the
    advice (助言) that it answers.
    """

    number: str
    text: str
    technical: bool = False
    reported: bool = True
    note: str = ""
    advices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ComposedItem:
    """A statement that is 適 where it holds on site, with everything that asks for it.

    `key` names the item for as long as its first source lasts (standard-34); `place` is where it
    stands on this one sheet (C8). `training`: it asks about staff training. `subject`: what it
    asks, the same in every year. `look_at`: what to look at on site. `also`: the words of those
    who ask the same in other words.
    """

    key: str
    place: str
    group: str
    text: str
    sources: tuple[ItemSource, ...]
    training: bool = False
    subject: str = ""
    look_at: str = ""
    also: tuple[str, ...] = ()

    @property
    def names(self) -> frozenset[tuple[str, str]]:
        """By what it is known on the sheet of another year, wherever it stood there.

        Two items that share a name ask the same.
        """
        promises = {(s.origin.value, s.number) for s in self.sources if s.origin in PROMISES}
        said = {("words", compared(self.text))}
        return frozenset(promises | said | ({("subject", self.subject)} if self.subject else set()))

    @property
    def lasting_key(self) -> str:
        """The same names, one a line, as what was found of the item keeps them."""
        return "\n".join(sorted(f"{kind} {name}" for kind, name in self.names))


@dataclass(frozen=True, slots=True)
class EarlierFinding:
    """指摘 of an earlier visit, asked about again; `name` is 年度-回-指摘番号.

    `item`: the item that was 否 then, where that is known: it is asked again as it stands.
    """

    name: str
    text: str
    item: ComposedItem | None = None


@dataclass(frozen=True, slots=True)
class ComposedSheet:
    """The sheet of one inspection, made from a published edition; empty groups are left out."""

    edition: str
    groups: tuple[Group, ...]
    items: tuple[ComposedItem, ...]

    def items_in(self, code: str) -> tuple[ComposedItem, ...]:
        """The items of one group, in their order."""
        return tuple(item for item in self.items if item.group == code)


# Where a promise is looked at, by the first word found in it. What is set in a system is always
# looked at there (D); what no word places is a matter of organisation (A).
TECHNICAL, ORGANISATION = "D", "A"
PLACED_BY_WORDS = (
    ("F", ("消去", "返還", "返却", "廃棄", "裁断", "溶解")),
    ("E", ("再委託",)),
    ("B", ("教育", "研修", "指導", "誓約", "周知")),
    ("C", ("カメラ", "入退", "入室", "施錠", "保管庫", "持出", "持込", "持ち出", "持ち込")),
    (TECHNICAL, ("パスワード", "ログ", "暗号", "アクセス", "ウイルス", "バックアップ", "サーバ")),
)
FINDING_ASKED = "以前に指摘した「{}」が改まり、その状態が続いている。"
PROMISES = frozenset({ItemOrigin.COUNCIL, ItemOrigin.CONTRACT})


@dataclass(frozen=True, slots=True)
class _Asked:
    """A statement before it is known who else asks for it."""

    group: str
    text: str
    sources: tuple[ItemSource, ...]
    training: bool = False
    subject: str = ""
    look_at: str = ""
    also: tuple[str, ...] = ()


def compose(
    sheet: CheckSheet,
    clause_set: ClauseSet,
    safeguards: Sequence[SafeguardToCheck] = (),
    findings: Sequence[EarlierFinding] = (),
    modules: Sequence[Module] = (),
) -> ComposedSheet:
    """Standard items and modules, then what they leave out of clauses, promises and findings.

    A standard item, and one of a module, stands for each clause it answers to that a visit looks
    at; a clause that no item answers to is asked in its own words. What several ask is asked once,
    for all who ask it: the same words, or the same subject. Groups in the sheet's order; within a
    group as above.
    """
    standard = filled(sheet)
    special = [(module, place, item) for module in modules for place, item in _placed(module)]
    answering = [*(i.answers_to for i in standard.items), *(i.answers_to for _, _, i in special)]
    asked = [
        *(_of_item(item, clause_set) for item in standard.items),
        *(_of_special(module, place, item, clause_set) for module, place, item in special),
        *_of_clauses(answering, clause_set),
        *map(_of_safeguard, safeguards),
        *map(_of_finding, findings),
    ]
    merged = _merged(asked)
    items = tuple(
        ComposedItem(
            _key(one), f"{one.group}{place}", one.group, one.text, one.sources, one.training,
            one.subject, one.look_at, one.also,
        )
        for group in sheet.groups
        for place, one in enumerate((m for m in merged if m.group == group.code), start=1)
    )  # fmt: skip
    used = {item.group for item in items}
    return ComposedSheet(sheet.id, tuple(g for g in sheet.groups if g.code in used), items)


def _placed(module: Module) -> Iterator[tuple[int, LibraryItem]]:
    yield from enumerate(module.items, start=1)


def _answered(topic: str, clause_set: ClauseSet) -> tuple[Clause, ...]:
    """The clauses that an item on this topic stands for, of those a visit looks at."""
    found = clause_set.clauses_on(topic)
    return tuple(clause for clause in found if clause.checked_at is not None)


def _sources(first: ItemSource, topic: str, clause_set: ClauseSet) -> tuple[ItemSource, ...]:
    return (first, *map(_clause_source, _answered(topic, clause_set)))


def _of_item(item: CheckItem, clause_set: ClauseSet) -> _Asked:
    first = ItemSource(ItemOrigin.STANDARD, str(item.number))
    sources = _sources(first, item.answers_to, clause_set)
    return _Asked(item.group, item.text, sources, item.training, item.subject, item.look_at)


def _of_special(module: Module, place: int, item: LibraryItem, clause_set: ClauseSet) -> _Asked:
    first = ItemSource(ItemOrigin.MODULE, f"{module.name}{place}")
    sources = _sources(first, item.answers_to, clause_set)
    return _Asked(item.group, item.text, sources, item.training, item.subject, item.look_at)


def _of_clauses(topics: Sequence[str], clause_set: ClauseSet) -> Iterator[_Asked]:
    """The clauses that a visit looks at and no item answers to."""
    answered = {clause.number for topic in topics for clause in _answered(topic, clause_set)}
    for clause in clause_set.clauses:
        if clause.checked_at is not None and clause.number not in answered:
            yield _Asked(clause.checked_at, clause.summary, (_clause_source(clause),))


def _clause_source(clause: Clause) -> ItemSource:
    return ItemSource(ItemOrigin.CLAUSE, str(clause.number))


def _of_safeguard(safeguard: SafeguardToCheck) -> _Asked:
    origin = ItemOrigin.COUNCIL if safeguard.reported else ItemOrigin.CONTRACT
    source = ItemSource(origin, safeguard.number, safeguard.note)
    advices = (ItemSource(ItemOrigin.ADVICE, number) for number in safeguard.advices)
    return _Asked(
        _group_of(safeguard),
        safeguard.text,
        (source, *advices),
        subject=subject_said(safeguard.text),
    )


def _group_of(safeguard: SafeguardToCheck) -> str:
    if safeguard.technical:
        return TECHNICAL
    words = unicodedata.normalize("NFKC", safeguard.text)
    for group, signs in PLACED_BY_WORDS:
        if any(sign in words for sign in signs):
            return group
    return ORGANISATION


def _of_finding(finding: EarlierFinding) -> _Asked:
    source = ItemSource(ItemOrigin.EARLIER_FINDING, finding.name)
    item = finding.item
    if item is None:
        text = FINDING_ASKED.format(finding.text.strip().rstrip(FULL_STOPS))
        return _Asked(ORGANISATION, text, (source,))
    return _Asked(item.group, item.text, (source,), item.training, item.subject, item.look_at)


def _merged(asked: Sequence[_Asked]) -> list[_Asked]:
    """Each statement once, where it stood first, with every source in order."""
    found: list[_Asked] = []
    places: dict[tuple[str, str], int] = {}
    for one in asked:
        names = [("words", compared(one.text))]
        if one.subject:
            names.append(("subject", one.subject))
        place = min((places[name] for name in names if name in places), default=len(found))
        if place == len(found):
            found.append(one)
        else:
            is_new = ("subject", one.subject) not in places
            found[place] = _with(found[place], one if is_new else replace(one, subject=""))
        for name in names:
            places.setdefault(name, place)
    return found


def _with(first: _Asked, one: _Asked) -> _Asked:
    """The first statement, asked for the other one too; what that says otherwise is kept."""
    said = {compared(text) for text in (first.text, *first.also)}
    looks = [look for look in (first.look_at, one.look_at) if look]
    return replace(
        first,
        sources=first.sources + tuple(s for s in one.sources if s not in first.sources),
        training=first.training or one.training,
        subject=first.subject or one.subject,
        look_at="、".join(dict.fromkeys(looks)),
        also=first.also if compared(one.text) in said else (*first.also, one.text),
    )


def _key(asked: _Asked) -> str:
    first = asked.sources[0]
    return f"{first.origin.value}-{first.number}"
