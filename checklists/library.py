"""項目集: statements that a check sheet may take over, and those of special cases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache
from types import MappingProxyType

from checklists.edition_table import EditionError, Table
from checklists.loader import shipped_texts, table_of
from checklists.sheet import GROUP_CODES, CheckItem, CheckSheet
from checklists.statement import stem
from checklists.topic import TOPICS

TRAINING = "training"
FEWEST, MOST = 6, 12  # items of a module: one worth a switch, and one that is still read


@dataclass(frozen=True, slots=True)
class LibraryItem:
    """One statement of the library; `id` is what it asks (着眼点), and never changes its meaning.

    `look_at`: what the officer looks at on site. `basis`: the duty or the guideline behind it.
    `says_the_same`: other words for exactly this statement, as promises have them.
    `same_as`: in a module, the item of the library that it asks more closely.
    """

    id: str
    group: str
    text: str
    answers_to: str
    look_at: str
    basis: str
    says_the_same: tuple[str, ...] = ()
    same_as: str = ""

    @property
    def subject(self) -> str:
        """What it asks: items of one subject become one on a sheet."""
        return self.same_as or self.id

    @property
    def training(self) -> bool:
        return self.answers_to == TRAINING


@dataclass(frozen=True, slots=True)
class Module:
    """特別な場合の項目: asked where a contract is such a case; `when` says which case."""

    id: str
    name: str
    when: str
    items: tuple[LibraryItem, ...]


MODULE_KEYS = tuple(field.name for field in fields(Module))
PART_KEYS = ("id", "items")
ITEM_KEYS = tuple(field.name for field in fields(LibraryItem))
OPTIONAL = ("says_the_same", "same_as")


@cache
def library() -> Mapping[str, LibraryItem]:
    """The items that come with the product, by id, group by group."""
    return read_library(shipped_texts("library"))


@cache
def modules() -> Mapping[str, Module]:
    """The modules that come with the product, by id."""
    read = [
        read_module(text, name=name, known=library()) for name, text in shipped_texts("modules")
    ]
    return MappingProxyType({module.id: module for module in read})


def read_library(files: Sequence[tuple[str, str]]) -> Mapping[str, LibraryItem]:
    """(name, text) of each file as one library; refuses an id or a wording that stands twice."""
    found: dict[str, LibraryItem] = {}
    wordings: dict[str, str] = {}
    for name, text in files:
        head = table_of(text, name, keys=PART_KEYS)
        head.identifier("id")
        for row, item in _items(head):
            if item.same_as:
                raise row.error("「same_as」は特別な場合の項目だけに書けます。")
            _add(found, row, item)
            for words in (item.text, *item.says_the_same):
                if wordings.setdefault(stem(words), item.id) != item.id:
                    raise row.error(f"「{words}」は、ほかの項目の言い回しです。")
    return MappingProxyType(found)


def read_module(text: str, *, name: str, known: Mapping[str, LibraryItem]) -> Module:
    """One file as a module; `known`: the library, whose items it may ask more closely."""
    head = table_of(text, name, keys=MODULE_KEYS)
    found: dict[str, LibraryItem] = {}
    for row, item in _items(head):
        if item.id in known or (item.same_as and item.same_as not in known):
            raise row.error("「id」は項目集にないもの、「same_as」はあるものを書いてください。")
        _add(found, row, item)
    if not FEWEST <= len(found) <= MOST:
        raise head.error(f"項目は{FEWEST}から{MOST}までにしてください。")
    items = tuple(found.values())
    if len({item.subject for item in items}) != len(items):
        raise head.error("「same_as」が同じ項目が二つあります。")
    return Module(head.identifier("id"), head.text("name"), head.text("when"), items)


@cache
def _by_wording() -> Mapping[str, str]:
    found = {}
    for item in library().values():
        for words in (item.text, *item.says_the_same):
            found[stem(words)] = item.id
    return found


def subject_said(text: str) -> str:
    """What a statement asks, where the library knows it in these very words; else blank."""
    return _by_wording().get(stem(text), "")


def subject_of(item: CheckItem) -> str:
    """What an item of any edition asks: as the edition says, else as the library knows it."""
    return item.subject or subject_said(item.text)


def look_at_of(item: CheckItem) -> str:
    """What to look at: as the edition says, else as the library has it; blank for neither."""
    known = library().get(subject_of(item))
    return item.look_at or (known.look_at if known else "")


def filled(sheet: CheckSheet) -> CheckSheet:
    """The edition with a subject of its own for each item, and with what to look at.

    An item that nobody has named is named after the edition in which it came up.
    """
    seen: set[str] = set()
    items = []
    for item in sheet.items:
        subject = subject_of(item)
        if not subject or subject in seen:
            subject = f"{sheet.id}-{item.number}"
        seen.add(subject)
        items.append(replace(item, subject=subject, look_at=look_at_of(item)))
    return replace(sheet, items=tuple(items))


def _items(head: Table) -> Iterator[tuple[Table, LibraryItem]]:
    for row in head.tables("items", "項目", keys=ITEM_KEYS, may=OPTIONAL):
        yield (
            row,
            LibraryItem(
                id=row.identifier("id"),
                group=row.one_of("group", GROUP_CODES),
                text=row.text("text"),
                answers_to=row.one_of("answers_to", TOPICS),
                look_at=row.text("look_at"),
                basis=row.text("basis"),
                says_the_same=row.texts("says_the_same") if "says_the_same" in row else (),
                same_as=row.identifier("same_as") if "same_as" in row else "",
            ),
        )


def _add(found: dict[str, LibraryItem], row: Table, item: LibraryItem) -> None:
    if item.id in found:
        raise EditionError(row.file, row.place, f"「id」の「{item.id}」が二度使われています。")
    found[item.id] = item
