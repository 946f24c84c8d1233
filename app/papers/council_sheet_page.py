"""What stands on a 付議資料: the head of a matter, and the sheets of what it is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from audits.council import Matter, SheetKind
from audits.council_changes import Text


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words of the right column; new ones are set bold and underlined. `label`: 1, 2, …"""

    text: Text
    label: str = ""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A heading of the left column, and what stands beside it."""

    heading: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class CouncilSheet:
    """One sheet: of a contract, a subcontract or a connection.

    `notes`: what bold words mean, and what else is to be known of it, a line each.
    """

    kind: SheetKind
    number: str
    title: str
    rows: tuple[SheetRow, ...]
    notes: tuple[str, ...] = ()
    department: str = ""


@dataclass(frozen=True, slots=True)
class CouncilPaper:
    """Everything that is laid before the council in one matter; `as_of`: as of which day."""

    number: str
    matter: Matter
    title: str
    legal_basis: str
    session: str
    held_on: date
    place: str
    document_number: str
    department: str
    changes: str
    previous: str
    sheets: tuple[CouncilSheet, ...]
    city: str = ""
    as_of: str = ""
