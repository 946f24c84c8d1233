"""承諾通知書・不承諾通知書: tells a contractor whether it may do what it asked for.

One paper for both kinds of request, that somebody else does part of the work (再委託) and that
something is done which the clauses forbid (例外): only the words of what was asked differ.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from app.papers.conditions_table import add_conditions
from app.papers.decision_notice_page import DecisionNotice, NoticedPoint
from app.papers.fonts import Fonts
from app.papers.head import Line
from app.papers.letter import Letter, Letterhead, fact_lines
from app.papers.sheet import Sheet
from app.papers.table import Cell, Cells, Column, cell
from audits.wareki import short_wareki

POINTS = "確認した事項"
TALL = 6.4
POINT_COLUMNS = (
    Column("事項", 61.5),
    Column("確認", 26.0),
    Column("事項", 61.5),
    Column("確認", 26.0),
)


def decision_notice(notice: DecisionNotice, fonts: Fonts) -> bytes:
    """The PDF; the same facts give the same bytes."""
    title = notice.asked.consent if notice.consents else notice.asked.no_consent
    sheet = Sheet(fonts, f"{title} {notice.number}")
    named = (notice.number, notice.issued_on, notice.addressee, notice.sender)
    letter = Letter(sheet, Letterhead(title, *named))
    flow = letter.begun(_sentence(notice))
    letter.add_facts(flow, list(_lines(sheet, notice)))
    add_conditions(letter, flow, notice.conditions, TALL)
    letter.add_table(flow, POINTS, POINT_COLUMNS, list(_points(sheet, notice.points)), TALL)
    letter.end(flow)
    return letter.drawn(flow, notice)


def _sentence(notice: DecisionNotice) -> str:
    on_what = f"{notice.asked.words}について、{notice.clause_set}{notice.basis}に基づき、"
    if not notice.consents:
        return f"{on_what}次のとおり承諾しないこととしたので、通知します。"
    how = "次の条件を付けて承諾します。" if notice.conditions else "次のとおり承諾します。"
    return f"{on_what}{how}{notice.asked.reminder}"


def _lines(sheet: Sheet, notice: DecisionNotice) -> Iterator[Line]:
    for label, text in notice.terms:
        yield from fact_lines(sheet, label, text, TALL, bold=label == notice.asked.subject)
    if notice.reason:
        yield from fact_lines(sheet, "理由", notice.reason, TALL, bold=not notice.consents)
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
