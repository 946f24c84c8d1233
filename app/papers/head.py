"""The head of a paper: what contract it is about, in ruled lines that grow for long names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.papers.record_page import Head, Subcontractor
from app.papers.sheet import LEFT, RIGHT, WIDTH, Sheet, base_of
from app.papers.typesetting import HEAD, Setting, Style, fitted
from audits.wareki import wareki

LABEL, VALUE, SIDE_VALUE = 17.0, 96.0, 45.0
LABEL_TEXT = 13.0
PADDING = 1.5
ROW, LEADING, CELL_PADDING = 6.2, 4.2, 1.0
LONGEST_NAME = 10  # lines: what no name needs; both leave the paper room for what it is for
TITLE_BASE = 17.2
TITLE_SIZE = 18.0
UNKNOWN_CONTRACTOR = "未定"
NO_CONSENT = "承諾の記録なし"


@dataclass(frozen=True, slots=True)
class Field:
    """A label and its value as set."""

    label: str
    setting: Setting
    style: Style


@dataclass(frozen=True, slots=True)
class Line:
    """A ruled line of the head: one field, or one beside another; `least`: its least height."""

    fields: tuple[Field, ...]
    least: float = ROW

    @property
    def height(self) -> float:
        lines = max(len(field.setting.lines) for field in self.fields)
        return max(self.least, lines * LEADING + 2 * CELL_PADDING)


def draw_title(sheet: Sheet, title: str, spacing: float, beside: str) -> None:
    """The name of the paper, spaced, in the middle; a date or number at the right."""
    style = sheet.style(TITLE_SIZE, bold=True)
    width = style.width(title) + spacing * (len(title) - 1)
    sheet.spread((LEFT + RIGHT - width) / 2, TITLE_BASE, title, style, width)
    sheet.flush_right(RIGHT, TITLE_BASE, beside, sheet.style())


def draw_head(sheet: Sheet, top: float, lines: tuple[Line, ...]) -> float:
    """Draws the ruled lines and gives the y below them."""
    y = top
    for number, line in enumerate(lines):
        if number:
            sheet.line(LEFT, y, RIGHT, y)
        _draw_line(sheet, y, line)
        y += line.height
    sheet.frame(LEFT, top, WIDTH, y - top)
    return y


def _draw_line(sheet: Sheet, y: float, line: Line) -> None:
    for field, x in zip(line.fields, (LEFT, LEFT + LABEL + VALUE), strict=False):
        draw_field(sheet, x, y, line.height, field, LABEL)
        if x > LEFT:
            sheet.line(x, y, x, y + line.height)


def draw_field(sheet: Sheet, x: float, y: float, height: float, field: Field, label: float) -> None:
    """The label spread over its column, a line, and the value."""
    middle = y + height / 2
    small = sheet.style()
    spread = label - (LABEL - LABEL_TEXT)
    sheet.spread(x + (label - spread) / 2, base_of(middle, small), field.label, small, spread)
    sheet.line(x + label, y, x + label, y + height)
    sheet.lines(x + label + PADDING, middle, field.setting, field.style, LEADING)


def record_head(sheet: Sheet, head: Head) -> tuple[Line, ...]:
    """The six lines of the 管理記録."""
    information = _field(sheet, "情報項目", head.information, WIDTH - LABEL, most_lines=2)
    return (
        *contract_lines(sheet, head),
        Line((information,)),
        Line(
            (Field("再委託先", _subcontractors(head.subcontractors, sheet.style()), sheet.style()),)
        ),
    )


def contract_lines(sheet: Sheet, head: Head) -> tuple[Line, ...]:
    """The four lines that every paper begins with."""
    number, name = sheet.style(12, bold=True), sheet.style(10.5, bold=True)
    left = (
        _field(sheet, "契約番号", head.contract_number, VALUE, number),
        _field(sheet, "件名", head.title, VALUE, name, LONGEST_NAME),
        _field(sheet, "受託者", head.contractor or UNKNOWN_CONTRACTOR, VALUE, name, LONGEST_NAME),
        _field(sheet, "契約期間", term_words(head), VALUE),
    )
    right = (
        _field(sheet, "段階", head.stage, SIDE_VALUE, name),
        _field(sheet, "本人数", people_words(head.people), SIDE_VALUE),
        _field(sheet, "所管課", department_words(head), SIDE_VALUE),
        _field(sheet, "特記事項", head.clause_set, SIDE_VALUE),
    )
    return tuple(map(Line, zip(left, right, strict=True)))


def _field(
    sheet: Sheet,
    label: str,
    text: str,
    width: float,
    style: Style | None = None,
    most_lines: int = 2,
) -> Field:
    style = style or sheet.style()
    return Field(label, fitted(text, style, width - 2 * PADDING, HEAD, most_lines), style)


def term_words(head: Head) -> str:
    return f"{days_words(head)}（{head.term_note}）" if head.term_note else days_words(head)


def days_words(head: Head) -> str:
    return f"{_day(head.first_day)}～{_day(head.last_day)}"


def _day(day: date | None) -> str:
    return wareki(day) if day else "未定"


def people_words(people: int | None) -> str:
    return "記載なし" if people is None else f"{people:,}人"


def department_words(head: Head) -> str:
    return f"{head.department}（{head.agency}）" if head.agency else head.department


def _subcontractors(subcontractors: tuple[Subcontractor, ...], style: Style) -> Setting:
    words = [_subcontractor_words(subcontractor) for subcontractor in subcontractors]
    return as_many_as_fit(words, style, WIDTH - LABEL - 2 * PADDING, most_lines=2)


def as_many_as_fit(words: Sequence[str], style: Style, room: float, most_lines: int) -> Setting:
    """As many of the companies as the lines hold, then how many more there are; なし for none."""
    kept = len(words)
    setting = fitted("\u3000".join(words) or "なし", style, room, HEAD, most_lines)
    while setting.shortened and kept > 1:
        kept -= 1
        shown = "\u3000".join([*words[:kept], f"ほか{len(words) - kept}社"])
        setting = fitted(shown, style, room, HEAD, most_lines)
    return setting


def _subcontractor_words(subcontractor: Subcontractor) -> str:
    consent = (
        f"{wareki(subcontractor.consented_on)}承諾" if subcontractor.consented_on else NO_CONSENT
    )
    return f"{subcontractor.number} {subcontractor.name}（{consent}）"
