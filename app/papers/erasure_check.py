"""The eight checks of a certificate, in two columns."""

from __future__ import annotations

from app.papers.erasure_page import MET, NOT_MET, Checks
from app.papers.sheet import DIVISION, LEFT, RIGHT, WIDTH, Sheet, base_of
from app.papers.table import ROW, Cell, Column, draw_cell
from app.papers.typesetting import Setting

WORDS, ANSWER = 69.5, 18.0
HALF = WORDS + ANSWER
CHECKS = (
    ("medium_number", "媒体番号が引渡しの記録と一致"),
    ("count", "件数が引渡しの記録と一致"),
    ("method", "方法が媒体と機密性の区分に適合"),
    ("log", "消去の記録（ログ）の添付"),
    ("temporary_files", "一時ファイル・配信履歴を含む"),
    ("paper", "紙・出力物を含む"),
    ("performer", "実施者と発行者の特定"),
    ("backups", "控え（バックアップ）の消滅"),
)


def draw_checks(sheet: Sheet, checks: Checks, y: float) -> None:
    style, column = sheet.style(), Column("", ANSWER, "centre")
    for number, (name, words) in enumerate(CHECKS):
        x, top = LEFT + number % 2 * HALF, y + number // 2 * ROW
        sheet.text(x + 2, base_of(top + ROW / 2, style), words, style)
        answer: str = getattr(checks, name)
        one = Cell(Setting((answer,)), bold=answer in (MET, NOT_MET))
        draw_cell(sheet, x + WORDS, top, column, one, ROW)
    height = len(CHECKS) // 2 * ROW
    for line in range(1, len(CHECKS) // 2):
        sheet.line(LEFT, y + line * ROW, RIGHT, y + line * ROW)
    for wall, weight in ((WORDS, 0.25), (HALF, DIVISION), (HALF + WORDS, 0.25)):
        sheet.line(LEFT + wall, y, LEFT + wall, y + height, weight)
    sheet.frame(LEFT, y, WIDTH, height)
