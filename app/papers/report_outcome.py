"""総合判定 of a 立入調査結果報告書, what was put on file, and what is left to be put right."""

from __future__ import annotations

from app.papers.head import LABEL, LABEL_TEXT
from app.papers.inspection_report_page import OUTCOMES, InspectionReport
from app.papers.marks import draw_reversed
from app.papers.sheet import LEFT, RIGHT, WIDTH, Sheet, base_of
from app.papers.table import ROW, draw_labelled
from audits.wareki import wareki

FIELDS, FIELD = 15.2, (WIDTH - LABEL) / len(OUTCOMES)
HEIGHT = FIELDS + ROW
LARGE = 12.0
WORD_MIDDLE, NOTE_MIDDLE = 5.5, 12.4
STATED = 62.0
NOT_JUDGED = "記入なし"


def draw_outcome(sheet: Sheet, report: InspectionReport, y: float) -> None:
    """The outcome white on black among all that it could be."""
    _draw_label(sheet, y + FIELDS / 2, "総合判定")
    x = LEFT + LABEL
    for words, note in OUTCOMES:
        sheet.line(x, y, x, y + FIELDS)
        _draw_field(sheet, x, y, words, note, chosen=words == report.outcome)
        x += FIELD
    below = y + FIELDS
    sheet.line(LEFT, below, RIGHT, below)
    draw_labelled(sheet, LEFT, below, "台帳の判定", report.judgement or NOT_JUDGED, STATED)
    sheet.line(LEFT + STATED, below, LEFT + STATED, below + ROW)
    left = WIDTH - STATED
    draw_labelled(sheet, LEFT + STATED, below, "是正の状況", correction_words(report), left)
    sheet.frame(LEFT, y, WIDTH, HEIGHT)


def correction_words(report: InspectionReport) -> str:
    """What is left to be put right on the day of the report, and until when."""
    number = len(report.findings)
    if not number:
        return "指摘の記録なし"
    if not report.open_findings:
        return f"指摘{number}件　すべて是正を確認"
    due = f"　期限 {wareki(report.next_due_on)}" if report.next_due_on else ""
    return f"指摘{number}件　うち未是正{report.open_findings}件{due}"


def _draw_label(sheet: Sheet, middle: float, words: str) -> None:
    small = sheet.style()
    margin = (LABEL - LABEL_TEXT) / 2
    sheet.spread(LEFT + margin, base_of(middle, small), words, small, LABEL_TEXT)


def _draw_field(sheet: Sheet, x: float, y: float, words: str, note: str, *, chosen: bool) -> None:
    small, large = sheet.style(), sheet.style(LARGE)
    if chosen:
        draw_reversed(sheet, x + 1.6, y + 1.4, FIELD - 3.2, 8.2, words, LARGE + 1)
    else:
        sheet.centred(x + FIELD / 2, base_of(y + WORD_MIDDLE, large), words, large)
    scale = min(1.0, (FIELD - 2.0) / small.width(note))
    sheet.centred(x + FIELD / 2, base_of(y + NOTE_MIDDLE, small), note, small, scale=scale)
