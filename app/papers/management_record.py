"""管理記録: one contract from first hand-over to confirmed erasure, on a page of A4."""

from __future__ import annotations

from app.papers.fonts import Fonts
from app.papers.hash_line import draw_hash_line, grouped, missing_characters
from app.papers.head import Line, draw_head, draw_title, record_head
from app.papers.record_boxes import HEIGHT as BOXES
from app.papers.record_boxes import draw_boxes
from app.papers.record_foot import TOP as FOOT
from app.papers.record_foot import draw_foot
from app.papers.record_page import Chain, RecordPaper
from app.papers.record_table import (
    HEADING_HEIGHT,
    Pages,
    Room,
    draw_end_of_rows,
    draw_note,
    draw_table,
    paged,
)
from app.papers.sheet import TOP, Sheet
from app.papers.small_head import SMALL_HEAD, draw_small_head
from audits.wareki import wareki

TITLE, TITLE_SPACING = "管理記録", 6.0
HEAD_TOP, GAP = 21.5, 2.6
ROWS_END, ROWS_END_WITHOUT_FOOT = 248.0, 281.5


def management_record(paper: RecordPaper, fonts: Fonts) -> bytes:
    """The PDF of the record: one page, or as many as the entries need."""
    sheet = Sheet(fonts, f"{TITLE} {paper.head.contract_number}")
    head = record_head(sheet, paper.head)
    pages = paged(sheet, paper.rows, _room(head))
    missing = missing_characters(paper, fonts.regular)
    for number in range(len(pages.pages)):
        if number:
            sheet.next_page()
        _draw_page(sheet, paper, head, pages, number)
        draw_hash_line(sheet, chain_words(paper.chain), number + 1, len(pages.pages), missing)
    return sheet.finished()


def _room(head: tuple[Line, ...]) -> Room:
    first = HEAD_TOP + sum(line.height for line in head) + GAP + BOXES + GAP + HEADING_HEIGHT
    later = TOP + SMALL_HEAD + GAP + HEADING_HEIGHT
    return Room(
        ROWS_END - first,
        ROWS_END_WITHOUT_FOOT - first,
        ROWS_END - later,
        ROWS_END_WITHOUT_FOOT - later,
    )


def _draw_page(
    sheet: Sheet, paper: RecordPaper, head: tuple[Line, ...], pages: Pages, number: int
) -> None:
    if number:
        y = draw_small_head(sheet, paper.head, TITLE)
    else:
        draw_title(sheet, TITLE, TITLE_SPACING, f"{wareki(paper.as_of)}現在")
        y = draw_head(sheet, HEAD_TOP, head)
        y = draw_boxes(sheet, y + GAP, paper)
    y = draw_table(sheet, y + GAP, pages.pages[number], pages.density)
    if number + 1 == len(pages.pages):
        draw_end_of_rows(sheet, y, FOOT)
        draw_note(sheet, paper.note, FOOT)
        draw_foot(sheet, paper)


def chain_words(chain: Chain) -> str:
    if not chain.last_number:
        return f"末尾 なし　照合値 {grouped(chain.last_hash)}"
    return f"末尾 {chain.last_number}号　照合値 {grouped(chain.last_hash)}"
