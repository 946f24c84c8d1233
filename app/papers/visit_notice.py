"""立入調査実施通知書: tells a contractor when, where, why and about what the city comes to look."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from app.papers.flow import Draw, Flow
from app.papers.fonts import Fonts
from app.papers.hash_line import draw_hash_line, missing_characters
from app.papers.head import LABEL, PADDING, Field, Line, draw_head
from app.papers.pieces import in_pieces
from app.papers.sheet import LEFT, MIDDLE, RIGHT, TOP, WIDTH, Sheet, bases
from app.papers.table import (
    CELL_SIDE,
    HEADING,
    SECTION,
    Cell,
    Cells,
    Column,
    draw_rows,
    draw_section,
    row_height,
)
from app.papers.typesetting import CELL, HEAD, Style, fitted
from app.papers.visit_notice_page import NoticedInspection, VisitNotice
from audits.wareki import wareki

TITLE, TITLE_SIZE, TITLE_SPACING = "立入調査実施通知書", 18.0, 2.0
SEAL_LEFT_OFF = "（公印省略）"
LETTER_TOP = 11.0
NUMBER_BASE, DAY_BASE, ADDRESSEE_BASE, SENDER_BASE, TITLE_BASE = 7.0, 13.0, 24.0, 43.0, 63.0
LETTER_HEIGHT = 68.0
NAME, TEXT = 12.0, 10.5
TEXT_LEADING, TEXT_GAP = 6.2, 3.0
INDENT = "一"  # stands for the blank, which is not kept at a line's beginning
BELOW, BELOW_HEIGHT = "記", 9.0
SMALL_HEAD = 8.0
GAP = 4.0
TALL = 7.4
MOST_LINES = 30
UNKNOWN_HOURS, UNKNOWN = "（時刻は、別にお知らせします）", "別にお知らせします"
SIGNATORY = "代表者　様"
COLUMNS = (
    Column("契約番号・年度", 29.0),
    Column("業務", 46.0),
    Column("根拠（個人情報取扱特記事項）", 47.0),
    Column("調査の項目", 53.0),
)
ENDS, ENDS_HEIGHT = "以上", 6.0


def visit_notice(notice: VisitNotice, fonts: Fonts) -> bytes:
    """The PDF; the same facts give the same bytes."""
    return _Notice(Sheet(fonts, f"{TITLE} {notice.number}"), notice).drawn()


@dataclass(slots=True)
class _Notice:
    """The letter on its sheet."""

    sheet: Sheet
    notice: VisitNotice

    def drawn(self) -> bytes:
        flow = Flow(LETTER_TOP, TOP + SMALL_HEAD + GAP)
        self._plan(flow)
        flow.draw(self.sheet, self._begin_page, partial(self._end_page, len(flow.pages)))
        return self.sheet.finished()

    def _plan(self, flow: Flow) -> None:
        sheet, notice = self.sheet, self.notice
        flow.add(LETTER_HEIGHT, self._draw_letterhead)
        text = fitted(INDENT + _sentence(notice), sheet.style(TEXT), WIDTH, 1.0)
        flow.add(len(text.lines) * TEXT_LEADING, partial(self._draw_text, text.lines), TEXT_GAP)
        flow.add(BELOW_HEIGHT, self._draw_below, TEXT_GAP)
        lines = list(_lines(sheet, notice))
        flow.add_rows(0.0, [line.height for line in lines], partial(self._facts, lines))
        rows = [row for one in notice.inspections for row in _rows(sheet, one)]
        heights = [row_height(row, TALL) for row in rows]
        flow.add_rows(SECTION + HEADING, heights, partial(self._inspections, rows), GAP)
        flow.add(ENDS_HEIGHT, self._draw_end)

    def _draw_letterhead(self, y: float) -> None:
        sheet, notice = self.sheet, self.notice
        small, name = sheet.style(TEXT), sheet.style(NAME)
        sheet.flush_right(RIGHT, y + NUMBER_BASE, notice.number, small)
        sheet.flush_right(RIGHT, y + DAY_BASE, wareki(notice.issued_on), small)
        self._draw_name(LEFT, y + ADDRESSEE_BASE, notice.addressee, name, 110.0)
        sheet.text(LEFT, y + ADDRESSEE_BASE + 7.0, SIGNATORY, name)
        sender = fitted(notice.sender, name, 80.0, HEAD, most_lines=1)
        width = name.width(sender.lines[0]) * sender.scale
        sheet.text(RIGHT - width, y + SENDER_BASE, sender.lines[0], name, scale=sender.scale)
        sheet.flush_right(RIGHT, y + SENDER_BASE + 6.0, SEAL_LEFT_OFF, small)
        title = sheet.style(TITLE_SIZE, bold=True)
        width = title.width(TITLE) + TITLE_SPACING * (len(TITLE) - 1)
        sheet.spread((LEFT + RIGHT - width) / 2, y + TITLE_BASE, TITLE, title, width)

    def _draw_name(self, x: float, base: float, text: str, style: Style, room: float) -> None:
        """A long name on a second line above the first, so that what follows keeps its place."""
        setting = fitted(text, style, room, HEAD, most_lines=2)
        for number, line in enumerate(reversed(setting.lines)):
            self.sheet.text(x, base - number * TEXT_LEADING, line, style, scale=setting.scale)

    def _draw_text(self, lines: Sequence[str], y: float) -> None:
        """The first line begins one character further in."""
        style = self.sheet.style(TEXT)
        for number, base in enumerate(
            bases(y + len(lines) * TEXT_LEADING / 2, len(lines), style, TEXT_LEADING)
        ):
            words = lines[number].removeprefix(INDENT) if number == 0 else lines[number]
            self.sheet.text(LEFT + (style.em if number == 0 else 0.0), base, words, style)

    def _draw_below(self, y: float) -> None:
        self.sheet.centred(MIDDLE, y + 5.0, BELOW, self.sheet.style(NAME))

    def _facts(self, lines: Sequence[Line], start: int, stop: int) -> Draw:
        return lambda y: _draw_lines(self.sheet, y, lines[start:stop])

    def _inspections(self, rows: Sequence[Cells], start: int, stop: int) -> Draw:
        def draw(y: float) -> None:
            title = "対象とする契約と調査の項目" + ("（続き）" if start else "")
            beside = "" if start else f"{len(self.notice.inspections)}件"
            top = draw_section(self.sheet, y, title, beside)
            draw_rows(self.sheet, top, COLUMNS, rows[start:stop], TALL)

        return draw

    def _draw_end(self, y: float) -> None:
        self.sheet.flush_right(RIGHT, y + ENDS_HEIGHT - 0.5, ENDS, self.sheet.style(TEXT))

    def _begin_page(self, number: int) -> None:
        if number:
            notice, style = self.notice, self.sheet.style()
            words = f"{TITLE}　{notice.number}　{wareki(notice.issued_on)}　{notice.addressee}"
            setting = fitted(words, style, WIDTH, HEAD, most_lines=1)
            self.sheet.text(LEFT, TOP + 4.5, setting.lines[0], style, scale=setting.scale)
            self.sheet.line(LEFT, TOP + 6.5, RIGHT, TOP + 6.5)

    def _end_page(self, pages: int, number: int) -> None:
        missing = missing_characters(self.notice, self.sheet.fonts.regular)
        words = f"文書番号 {self.notice.number}"
        draw_hash_line(self.sheet, words, number + 1, pages, missing, at_end="")


def _sentence(notice: VisitNotice) -> str:
    way = "立入調査を" if notice.is_on_site else f"立入調査を{notice.method}により"
    return (
        "本市が委託している下記の業務における個人情報の取扱いについて、契約に定めるところにより、"
        f"{way}次のとおり実施しますので、通知します。"
    )


def _draw_lines(sheet: Sheet, y: float, lines: Sequence[Line]) -> None:
    draw_head(sheet, y, tuple(lines))


def _lines(sheet: Sheet, notice: VisitNotice) -> Iterator[Line]:
    when = f"{_day_words(notice)}　{notice.hours or UNKNOWN_HOURS}"
    yield from _line(sheet, "日時", when, bold=True)
    yield from _line(sheet, "場所", notice.place or UNKNOWN, bold=bool(notice.place))
    yield from _line(sheet, "方法", notice.method)
    if not notice.is_on_site:
        yield from _line(sheet, "理由", f"実地でない理由：{notice.reason}")
    yield from _line(sheet, "調査者", notice.officers or UNKNOWN)
    yield from _line(sheet, "立会者", notice.attendants or "貴社の取扱責任者にお願いします")
    yield from _line(sheet, "準備資料", notice.preparation or "なし")
    yield from _line(sheet, "連絡先", notice.contact or notice.department)


def _day_words(notice: VisitNotice) -> str:
    weekday = "月火水木金土日"[notice.held_on.weekday()]
    return f"{wareki(notice.held_on)}（{weekday}）"


def _line(sheet: Sheet, label: str, text: str, *, bold: bool = False) -> Iterator[Line]:
    """A very long text on several lines, of which the first has the label."""
    style = sheet.style(TEXT if bold else 9.0, bold=bold)
    whole = fitted(text, style, WIDTH - LABEL - 2 * PADDING, CELL)
    for number, piece in enumerate(in_pieces(whole, MOST_LINES)):
        yield Line((Field("" if number else label, piece, style),), TALL)


def _rows(sheet: Sheet, one: NoticedInspection) -> Iterator[Cells]:
    number = f"{one.contract_number}\n{one.party}\n{one.year}"
    basis = "\n".join((one.clause_set, *one.basis))
    texts = (number, one.title, basis, "\n".join(one.groups))
    columns = zip(texts, COLUMNS, strict=True)
    style = sheet.style()
    yield tuple(
        Cell(fitted(text, style, column.width - 2 * CELL_SIDE, CELL)) for text, column in columns
    )
