"""チェックシート: the standard questions of a site visit, in one published edition."""

from __future__ import annotations

from dataclasses import dataclass

GROUP_CODES = ("A", "B", "C", "D", "E", "F")


@dataclass(frozen=True, slots=True)
class Group:
    """One of the six parts of a sheet, by its letter."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class CheckItem:
    """A statement that is 適 where it holds on site.

    `group`: its group's code. `answers_to`: the topic that links it to clauses (topic.py).
    `sources`: a short note of where it comes from. `training`: it asks about staff training.
    `subject`: 着眼点, what it asks whatever its words and number are; it names the item in every
    edition that has it. `look_at`: what the officer looks at on site. Editions older than these
    two have neither: the library knows their statements (library.py).
    """

    number: int
    group: str
    text: str
    answers_to: str
    sources: str
    training: bool
    subject: str = ""
    look_at: str = ""


@dataclass(frozen=True, slots=True)
class CheckSheet:
    """A sheet as published; it never changes."""

    id: str
    title: str
    edition: str
    groups: tuple[Group, ...]
    items: tuple[CheckItem, ...]

    def items_in(self, code: str) -> tuple[CheckItem, ...]:
        """The items of one group, in their order."""
        return tuple(item for item in self.items if item.group == code)

    @property
    def named(self) -> str:
        """Title and edition, as papers and lists name it."""
        edition = f"{self.edition}年版" if self.edition.isdecimal() else self.edition
        return f"{self.title} {edition}"

    @property
    def training_items(self) -> tuple[CheckItem, ...]:
        """The items that confirm a year's training when all of them are 適 (rules.md 2)."""
        return tuple(item for item in self.items if item.training)
