"""Parts 2 and 4 of a 消去確認書: data against the certificate, and what remains of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from app.papers.erasure_page import Backup, ErasedData, ErasurePaper, StatedData, ToldCounts
from app.papers.sheet import Sheet
from app.papers.table import (
    COUNT,
    Cell,
    Cells,
    Column,
    cell,
    count_words,
    draw_rows,
    draw_section,
    row_height,
)
from audits.wareki import wareki

DATA = (
    Column("番号", 10),
    Column("データ名", 24),
    Column("記録媒体", 26),
    Column("媒体番号", 19),
    Column("引渡し", 17, "right"),
    Column("消去", 17, "right"),
    Column("消去日", 17),
    Column("方法", 31),
    Column("照合", 14, "centre"),
)
BACKUPS = (
    Column("対　象", 52),
    Column("消滅予定日", 30),
    Column("確認の方法", 34),
    Column("消滅の確認", 30),
    Column("確認者", 29),
)
STATED, NOTHING_STATED, TOLD = "証明書の記載", "記載なし", "返還・消去の計"
BACKUP_ROW = 7.6
METHOD = 0.80  # 論理消去と暗号鍵の破棄 just stays on its line
CONTINUED = "（続き）"


ItemRows = tuple[Cells, ...]


def item_rows(sheet: Sheet, item: ErasedData) -> ItemRows:
    """What is on file; below it what went each way, and what the certificate says, if compared."""
    rows = [_data_cells(sheet, item)]
    if item.told is not None:
        rows.append(_told_cells(sheet, item.told))
    if item.stated is not None:
        rows.append(_stated_cells(sheet, item.stated))
    return tuple(rows)


def item_height(rows: ItemRows) -> float:
    return sum(row_height(row) for row in rows)


def _data_cells(sheet: Sheet, item: ErasedData) -> Cells:
    number, name, medium, medium_number, out, erased, _, method, match = DATA
    return (
        cell(sheet, item.number, number),
        cell(sheet, item.name, name),
        cell(sheet, item.medium, medium),
        cell(sheet, item.medium_number, medium_number),
        cell(sheet, count_words(item.count_out), out, narrowest=COUNT),
        cell(sheet, count_words(item.count_erased), erased, narrowest=COUNT),
        Cell(day=item.erased_on),
        cell(sheet, item.method, method, narrowest=METHOD),
        cell(sheet, item.match, match, bold=True),
    )


def _stated_cells(sheet: Sheet, stated: StatedData) -> Cells:
    _, name, _, medium_number, _, erased, _, method, _ = DATA
    count = NOTHING_STATED if stated.count is None else count_words(stated.count)
    return (
        Cell(),
        cell(sheet, STATED, name),
        Cell(),
        cell(sheet, stated.medium_number or NOTHING_STATED, medium_number),
        Cell(),
        cell(sheet, count, erased, narrowest=COUNT),
        Cell(),
        cell(sheet, stated.result, method, narrowest=METHOD),
        Cell(),
    )


def _told_cells(sheet: Sheet, told: ToldCounts) -> Cells:
    name, method, match = DATA[1], DATA[7], DATA[8]
    blank = Cell()
    return (
        blank,
        cell(sheet, TOLD, name),
        *(blank,) * 5,
        cell(sheet, told.ways, method, narrowest=METHOD),
        cell(sheet, told.match, match, bold=True),
    )


def backup_cells(sheet: Sheet, backup: Backup) -> Cells:
    subject, expires, way, gone, confirmed_by = BACKUPS
    return (
        cell(sheet, backup.subject, subject),
        _day_cell(sheet, backup.expires_on, expires),
        cell(sheet, backup.way, way),
        _day_cell(sheet, backup.gone_on, gone),
        cell(sheet, backup.confirmed_by, confirmed_by),
    )


def _day_cell(sheet: Sheet, day: date | None, column: Column) -> Cell:
    return cell(sheet, wareki(day), column, bold=True) if day else Cell(to_write=True)


def draw_data(
    sheet: Sheet, paper: ErasurePaper, items: Sequence[ItemRows], y: float, *, continued: bool
) -> None:
    title = "2　引渡しの記録との照合" + (CONTINUED if continued else "")
    y = draw_section(sheet, y, title, "" if continued else _in_all(paper))
    blank: Cells = tuple(Cell() for _ in DATA)
    draw_rows(sheet, y, DATA, [row for rows in items for row in rows] or [blank])


def draw_backups(
    sheet: Sheet, paper: ErasurePaper, rows: Sequence[Cells], y: float, *, continued: bool
) -> None:
    title = "4　残存（控え・残っているデータと媒体）" if paper.left else "4　残存（控え）"
    beside = f"残り{len(paper.left)}件" if paper.left and not continued else ""
    if beside and paper.left_on:
        beside = f"{wareki(paper.left_on)}現在　{beside}"
    y = draw_section(sheet, y, title + (CONTINUED if continued else ""), beside)
    draw_rows(sheet, y, BACKUPS, rows, BACKUP_ROW)


def _in_all(paper: ErasurePaper) -> str:
    """How much went out in all; left away where a count is not on file."""
    each = {item.number: item.count_out for item in paper.data}
    counts = [count for count in each.values() if count is not None]
    words = [f"データ{len(each)}件"]
    if counts and len(counts) == len(each):
        words.append(f"{sum(counts):,}件")
    if paper.count_left is not None:
        words.append(f"残{paper.count_left:,}件")
    return "　".join(words)
