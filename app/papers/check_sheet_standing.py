"""Whether a 調査票 is blank, half filled on a day, or concluded: said where it cannot be missed."""

from __future__ import annotations

from app.papers.check_sheet_page import CheckSheetPaper
from app.papers.marks import draw_reversed
from app.papers.sheet import RIGHT, TOP, Sheet
from audits.wareki import short_wareki, wareki

WIDE, HIGH, SIZE = 46.0, 6.6, 10.5
NAME = "立入調査"


def standing_words(paper: CheckSheetPaper) -> str:
    """記入途中 R8.11.21 現在; nothing on a blank or a concluded sheet."""
    day = paper.unfinished_on
    return f"記入途中 {short_wareki(day)} 現在" if day else ""


def beside_title(paper: CheckSheetPaper) -> str:
    """At the right of the title, but for where the sheet is half filled."""
    if paper.unfinished_on is not None:
        return ""
    return f"{wareki(paper.concluded_on)} 結論" if paper.concluded_on else NAME


def draw_standing(sheet: Sheet, paper: CheckSheetPaper) -> None:
    """White on black: nobody takes a half filled sheet for the result."""
    words = standing_words(paper)
    if words:
        draw_reversed(sheet, RIGHT - WIDE, TOP, WIDE, HIGH, words, SIZE)
