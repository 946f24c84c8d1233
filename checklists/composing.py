"""調査票の組立て: standard sheet, clauses and promises of a contract as the sheet of one visit."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from checklists.clause import Clause
from checklists.clause_set import ClauseSet
from checklists.sheet import CheckItem, CheckSheet, Group


class ItemOrigin(Enum):
    """出どころ: why an item stands on the sheet."""

    STANDARD = "standard"
    CLAUSE = "clause"
    COUNCIL = "council"
    CONTRACT = "contract"
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
    `note`: who carries it out, or what it goes back to, in words.
    """

    number: str
    text: str
    technical: bool = False
    reported: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class EarlierFinding:
    """指摘 of an earlier visit, asked about again; `name` is 年度-回-指摘番号."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class ComposedItem:
    """A statement that is 適 where it holds on site, with everything that asks for it.

    `key` names the item for as long as its first source lasts (standard-34); `place` is where it
    stands on this one sheet (C8). `training`: it asks about staff training.
    """

    key: str
    place: str
    group: str
    text: str
    sources: tuple[ItemSource, ...]
    training: bool = False


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
FULL_STOPS = "。. "
SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class _Asked:
    """A statement before it is known who else asks for it."""

    group: str
    text: str
    sources: tuple[ItemSource, ...]
    training: bool = False


def compose(
    sheet: CheckSheet,
    clause_set: ClauseSet,
    safeguards: Sequence[SafeguardToCheck] = (),
    findings: Sequence[EarlierFinding] = (),
) -> ComposedSheet:
    """The standard items, then what they leave out of the clauses, the promises and the findings.

    A standard item stands for each clause it answers to that a visit looks at; a clause that no
    item answers to is asked in its own words. The same statement is asked once, for all who ask
    it. Groups in the sheet's order; within a group as above.
    """
    asked = [
        *(_of_item(item, clause_set) for item in sheet.items),
        *_of_clauses(sheet, clause_set),
        *map(_of_safeguard, safeguards),
        *map(_of_finding, findings),
    ]
    merged = _merged(asked)
    items = tuple(
        ComposedItem(
            _key(one), f"{one.group}{place}", one.group, one.text, one.sources, one.training
        )
        for group in sheet.groups
        for place, one in enumerate((m for m in merged if m.group == group.code), start=1)
    )
    used = {item.group for item in items}
    return ComposedSheet(sheet.id, tuple(g for g in sheet.groups if g.code in used), items)


def clauses_answered(item: CheckItem, clause_set: ClauseSet) -> tuple[Clause, ...]:
    """The clauses that an item of the standard sheet stands for, of those a visit looks at."""
    found = clause_set.clauses_on(item.answers_to)
    return tuple(clause for clause in found if clause.checked_at is not None)


def _of_item(item: CheckItem, clause_set: ClauseSet) -> _Asked:
    clauses = (_clause_source(clause) for clause in clauses_answered(item, clause_set))
    sources = (ItemSource(ItemOrigin.STANDARD, str(item.number)), *clauses)
    return _Asked(item.group, item.text, sources, item.training)


def _of_clauses(sheet: CheckSheet, clause_set: ClauseSet) -> Iterator[_Asked]:
    """The clauses that a visit looks at and no item of the sheet answers to."""
    answered = {c.number for item in sheet.items for c in clauses_answered(item, clause_set)}
    for clause in clause_set.clauses:
        if clause.checked_at is not None and clause.number not in answered:
            yield _Asked(clause.checked_at, clause.summary, (_clause_source(clause),))


def _clause_source(clause: Clause) -> ItemSource:
    return ItemSource(ItemOrigin.CLAUSE, str(clause.number))


def _of_safeguard(safeguard: SafeguardToCheck) -> _Asked:
    origin = ItemOrigin.COUNCIL if safeguard.reported else ItemOrigin.CONTRACT
    source = ItemSource(origin, safeguard.number, safeguard.note)
    return _Asked(_group_of(safeguard), safeguard.text, (source,))


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
    text = FINDING_ASKED.format(finding.text.strip().rstrip(FULL_STOPS))
    return _Asked(ORGANISATION, text, (source,))


def _merged(asked: Sequence[_Asked]) -> list[_Asked]:
    """Each statement once, where it stood first, with every source in order."""
    found: dict[str, _Asked] = {}
    for one in asked:
        words = _compared(one.text)
        first = found.get(words)
        if first is None:
            found[words] = one
            continue
        more = tuple(source for source in one.sources if source not in first.sources)
        training = first.training or one.training
        found[words] = _Asked(first.group, first.text, first.sources + more, training)
    return list(found.values())


def _compared(text: str) -> str:
    """Widths, spaces and the full stop make no other statement."""
    return SPACES.sub("", unicodedata.normalize("NFKC", text)).rstrip(FULL_STOPS)


def _key(asked: _Asked) -> str:
    first = asked.sources[0]
    return f"{first.origin.value}-{first.number}"
