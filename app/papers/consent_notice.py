"""再委託承諾通知書・再委託不承諾通知書: tells a contractor whether it may hand work on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from app.papers.conditions_table import add_conditions
from app.papers.consent_notice_page import ConsentNotice, NoticedPoint
from app.papers.fonts import Fonts
from app.papers.head import Line
from app.papers.letter import Letter, Letterhead, fact_lines
from app.papers.sheet import Sheet
from app.papers.table import Cell, Cells, Column, cell
from audits.wareki import short_wareki, wareki

CONSENT, NO_CONSENT = "再委託承諾通知書", "再委託不承諾通知書"
POINTS = "確認した事項"
TALL = 6.4
POINT_COLUMNS = (
    Column("事項", 61.5),
    Column("確認", 26.0),
    Column("事項", 61.5),
    Column("確認", 26.0),
)


def consent_notice(notice: ConsentNotice, fonts: Fonts) -> bytes:
    """The PDF; the same facts give the same bytes."""
    title = CONSENT if notice.consents else NO_CONSENT
    sheet = Sheet(fonts, f"{title} {notice.number}")
    named = (notice.number, notice.issued_on, notice.addressee, notice.sender)
    letter = Letter(sheet, Letterhead(title, *named))
    flow = letter.begun(_sentence(notice))
    letter.add_facts(flow, list(_lines(sheet, notice)))
    add_conditions(letter, flow, notice.conditions, TALL)
    letter.add_table(flow, POINTS, POINT_COLUMNS, list(_points(sheet, notice.points)), TALL)
    letter.end(flow)
    return letter.drawn(flow, notice)


def _sentence(notice: ConsentNotice) -> str:
    asked = f"{wareki(notice.received_on)}に受け付けた再委託の承諾の申請について、"
    ground = f"{notice.clause_set}{notice.basis}に基づき、"
    if not notice.consents:
        return f"{asked}{ground}次のとおり承諾しないこととしたので、通知します。"
    how = "次の条件を付けて承諾します。" if notice.conditions else "次のとおり承諾します。"
    return f"{asked}{ground}{how}再委託先にも、受託者と同じく個人情報の取扱いを守らせてください。"


def _lines(sheet: Sheet, notice: ConsentNotice) -> Iterator[Line]:
    for label, text in notice.terms:
        yield from fact_lines(sheet, label, text, TALL, bold=label == "再委託先")
    if not notice.consents:
        yield from fact_lines(sheet, "理由", notice.reason, TALL, bold=True)
    yield from fact_lines(sheet, "担当", notice.department, TALL)


def _points(sheet: Sheet, points: Sequence[NoticedPoint]) -> Iterator[Cells]:
    """Two beside each other, read down the left half first."""
    words, standing, _, _ = POINT_COLUMNS
    half = (len(points) + 1) // 2
    for left, right in zip_longest(points[:half], points[half:]):
        cells: list[Cell] = []
        for one in (left, right):
            cells += [
                cell(sheet, one.words if one else "", words),
                cell(sheet, _told(one) if one else "", standing),
            ]
        yield tuple(cells)


def _told(one: NoticedPoint) -> str:
    return f"{short_wareki(one.on)} {one.standing}" if one.on else one.standing
