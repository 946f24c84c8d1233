"""印のある文: lines of text in which some words are bold and underlined."""

from __future__ import annotations

from dataclasses import dataclass

from app.papers.kinsoku import broken_into_lines
from app.papers.sheet import DIVISION, Sheet, base_of
from audits.council_changes import Part, Text

UNDERLINE_BELOW = 0.75


@dataclass(frozen=True, slots=True)
class MarkedLine:
    """A line, piece by piece; `label` stands in front of it."""

    parts: tuple[Part, ...]
    label: str = ""


def marked_lines(sheet: Sheet, text: Text, size: float, room: float) -> list[MarkedLine]:
    """Broken as if all of it were bold, which is the wider: what is marked moves no line."""
    bold = sheet.style(size, bold=True)
    parts = [Part(bold.face.drawable(part.text), part.changed) for part in text]
    whole = "".join(part.text for part in parts)
    if not whole.strip():
        return []
    marks = [part.changed for part in parts for _ in part.text]
    found, at = [], 0
    for line in broken_into_lines(whole, room / bold.em, bold.face.advance):
        start = whole.index(line, at)
        at = start + len(line)
        found.append(MarkedLine(_pieces(line, marks[start:at])))
    return found


def _pieces(line: str, marks: list[bool]) -> tuple[Part, ...]:
    pieces: list[Part] = []
    for sign, changed in zip(line, marks, strict=True):
        if pieces and pieces[-1].changed is changed:
            pieces[-1] = Part(pieces[-1].text + sign, changed)
        else:
            pieces.append(Part(sign, changed))
    return tuple(pieces)


def draw_marked(sheet: Sheet, x: float, middle: float, line: MarkedLine, size: float) -> None:
    for part in line.parts:
        style = sheet.style(size, bold=part.changed)
        base, width = base_of(middle, style), style.width(part.text)
        sheet.text(x, base, part.text, style)
        if part.changed:
            sheet.line(x, base + UNDERLINE_BELOW, x + width, base + UNDERLINE_BELOW, DIVISION)
        x += width
