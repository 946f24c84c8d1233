"""判定 of a 消去確認書: three fields, the chosen one white on black."""

from __future__ import annotations

from app.papers.erasure_page import CONFIRMED, PARTLY, REFUSED, WITHOUT_BACKUPS
from app.papers.marks import draw_reversed
from app.papers.sheet import LEFT, WIDTH, Sheet, base_of

HEIGHT, LABEL, FIELDS = 19.0, 17.0, (50.0, 58.0, 50.0)
VERDICTS = (
    (CONFIRMED, "証明書のすべてを確認した"),
    (PARTLY, WITHOUT_BACKUPS),
    (REFUSED, "確認できない"),
)


def draw_verdict(sheet: Sheet, verdict: str, partly: str, y: float) -> None:
    """Without a verdict all three stay plain, one to be encircled by hand.

    `partly`: what 一部未確認 means here.
    """
    small, large = sheet.style(), sheet.style(14)
    sheet.spread(LEFT + 2, base_of(y + HEIGHT / 2, small), "判定", small, LABEL - 4)
    x = LEFT + LABEL
    for (words, note), width in zip(VERDICTS, FIELDS, strict=True):
        sheet.line(x, y, x, y + HEIGHT)
        if words == verdict:
            draw_reversed(sheet, x + 2, y + 1.8, width - 4, 10.2, words, 15)
        else:
            sheet.centred(x + width / 2, base_of(y + 6.9, large), words, large)
        told = partly if words == PARTLY else note
        sheet.centred(x + width / 2, base_of(y + 15.3, small), told, small)
        x += width
    sheet.frame(LEFT, y, WIDTH, HEIGHT)
