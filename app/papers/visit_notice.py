"""立入調査実施通知書: tells a contractor when, where, why and about what the city comes to look."""

from __future__ import annotations

from collections.abc import Iterator

from app.papers.fonts import Fonts
from app.papers.head import Line
from app.papers.letter import Letter, Letterhead, fact_lines
from app.papers.sheet import Sheet
from app.papers.table import CELL_SIDE, Cell, Cells, Column
from app.papers.typesetting import CELL, fitted
from app.papers.visit_notice_page import NoticedInspection, VisitNotice
from audits.wareki import wareki

TITLE, INSPECTIONS = "立入調査実施通知書", "対象とする契約と調査の項目"
TALL = 7.4
ASKED_FOR = "貴社の取扱責任者にお願いします"
UNKNOWN_HOURS, UNKNOWN = "（時刻は、別にお知らせします）", "別にお知らせします"
COLUMNS = (
    Column("契約番号・年度", 29.0),
    Column("業務", 46.0),
    Column("根拠（個人情報取扱特記事項）", 47.0),
    Column("調査の項目", 53.0),
)


def visit_notice(notice: VisitNotice, fonts: Fonts) -> bytes:
    """The PDF; the same facts give the same bytes."""
    sheet = Sheet(fonts, f"{TITLE} {notice.number}")
    named = (notice.number, notice.issued_on, notice.addressee, notice.sender)
    letter = Letter(sheet, Letterhead(TITLE, *named))
    flow = letter.begun(_sentence(notice))
    letter.add_facts(flow, list(_lines(sheet, notice)))
    rows = [row for one in notice.inspections for row in _rows(sheet, one)]
    letter.add_table(flow, INSPECTIONS, COLUMNS, rows, TALL, f"{len(notice.inspections)}件")
    letter.end(flow)
    return letter.drawn(flow, notice)


def _sentence(notice: VisitNotice) -> str:
    way = "立入調査を" if notice.is_on_site else f"立入調査を{notice.method}により"
    return (
        "本市が委託している下記の業務における個人情報の取扱いについて、契約に定めるところにより、"
        f"{way}次のとおり実施しますので、通知します。"
    )


def _lines(sheet: Sheet, notice: VisitNotice) -> Iterator[Line]:
    when = f"{_day_words(notice)}　{notice.hours or UNKNOWN_HOURS}"
    yield from fact_lines(sheet, "日時", when, TALL, bold=True)
    yield from fact_lines(sheet, "場所", notice.place or UNKNOWN, TALL, bold=bool(notice.place))
    yield from fact_lines(sheet, "方法", notice.method, TALL)
    if not notice.is_on_site:
        yield from fact_lines(sheet, "理由", f"実地でない理由：{notice.reason}", TALL)
    yield from fact_lines(sheet, "調査者", notice.officers or UNKNOWN, TALL)
    yield from fact_lines(sheet, "立会者", notice.attendants or ASKED_FOR, TALL)
    yield from fact_lines(sheet, "準備資料", notice.preparation or "なし", TALL)
    yield from fact_lines(sheet, "連絡先", notice.contact or notice.department, TALL)


def _day_words(notice: VisitNotice) -> str:
    weekday = "月火水木金土日"[notice.held_on.weekday()]
    return f"{wareki(notice.held_on)}（{weekday}）"


def _rows(sheet: Sheet, one: NoticedInspection) -> Iterator[Cells]:
    number = f"{one.contract_number}\n{one.party}\n{one.year}"
    basis = "\n".join((one.clause_set, *one.basis))
    texts = (number, one.title, basis, "\n".join(one.groups))
    columns = zip(texts, COLUMNS, strict=True)
    style = sheet.style()
    yield tuple(
        Cell(fitted(text, style, column.width - 2 * CELL_SIDE, CELL)) for text, column in columns
    )
