"""すること: one thing that can be entered by hand: what its form asks, and in which words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from app.acts.drafts import DRAFTS
from app.acts.loading.sheet_map import SheetMap
from app.acts.loading.sheets import COUNCIL_MATTERS, NOTES
from app.web.filing.context import Context, Option
from app.workbooks.hand_row import Typed

Given = dict[str, Typed]
Start = Callable[[Context], Mapping[str, Typed]]
Offer = Callable[[Context], list[Option]]
Fits = Callable[[Mapping[Any, Any]], bool]


class Width(Enum):
    """How wide a box is drawn."""

    SHORT = "short"
    MIDDLE = "middle"
    WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class Asked:
    """One column that the form asks for.

    `words`: the label where it is not the heading. `lines`: a box of several lines. `offer`: what
    may be chosen. `must`: an answer is needed here although the column may be blank in a book.
    """

    heading: str
    words: str = ""
    hint: str = ""
    lines: bool = False
    width: Width = Width.MIDDLE
    offer: Offer | None = None
    must: bool = False

    @property
    def label(self) -> str:
        return self.words or self.heading


@dataclass(frozen=True, slots=True)
class Section:
    """Questions that belong together, under a heading of their own."""

    title: str
    asked: tuple[Asked, ...]
    hint: str = ""


@dataclass(frozen=True, slots=True)
class AmendmentWords:
    """How a form that takes both a change and a correction calls the change.

    `kind`: the choice; `name`: in a sentence; `told`: which matters there are to choose from;
    `kept`: where its reason stands later.
    """

    kind: str
    name: str
    told: str
    kept: str


OF_CONTRACT = AmendmentWords(
    "契約の内容が変わった（契約変更）",
    "契約変更",
    "この契約を対象とする付議から選びます。後からでも、契約の「変更の経過」で書き加えられます。",
    "管理記録に残ります。",
)


@dataclass(frozen=True, slots=True)
class Deed:
    """What is done: onto which sheet, in which words, and where it leads back to.

    `changes`: a fact on file is changed, which the address names; else a new one is entered.
    `start`: what stands in the boxes at first. `fixed`: what the form does not ask and always says.
    `amends`: asks since when and why, for a change of what was agreed; `always_amends`: it is one
    in any case, never a correction; `amendment_words`: what it is called. `asks_first`: what it
    changes in what is owed is shown before it is filed. `view`: the part of the contract's page.
    `gives_reason`: asks for the reason that a planned day may need.
    `fits`: whether a fact on file, by its columns, is one that the deed changes; None: each is.
    """

    sheet: SheetMap
    title: str
    button: str
    done: str
    sections: tuple[Section, ...]
    view: str
    changes: bool = False
    start: Start | None = None
    fixed: Start | None = None
    amends: bool = False
    always_amends: bool = False
    amendment_words: AmendmentWords = OF_CONTRACT
    asks_first: bool = True
    lead: str = ""
    fits: Fits | None = None
    gives_reason: bool = False

    @property
    def asked(self) -> tuple[Asked, ...]:
        return tuple(one for section in self.sections for one in section.asked)

    def takes(self, values: Mapping[Any, Any]) -> bool:
        """Whether the fact on file is one that the deed changes."""
        return self.fits is None or self.fits(values)

    @property
    def says_where(self) -> bool:
        """Whether the form asks where the papers are: not where a column of the sheet is for it."""
        has_column = self.sheet in (NOTES, COUNCIL_MATTERS)
        return self.sheet.table in DRAFTS and not has_column and not self.gives_reason

    @property
    def headings(self) -> frozenset[str]:
        return frozenset(one.heading for one in self.asked)
