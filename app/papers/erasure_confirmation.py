"""消去確認書: what the city held against the contractor's certificate, how, and with what result."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial

from app.papers.erasure_check import CHECKS, draw_checks
from app.papers.erasure_page import CONFIRMED, PARTLY, REFUSED, Backup, Certificate, Confirmation, ErasedData, ErasurePaper
from app.papers.erasure_page import DOCUMENT_ONLY, ON_SITE, PHOTOGRAPHS, WITNESSED
from app.papers.flow import Draw, Flow
from app.papers.fonts import Fonts
from app.papers.hash_line import draw_hash_line, grouped, missing_characters
from app.papers.head import LEADING, contract_lines, draw_head, draw_title
from app.papers.marks import draw_reversed
from app.papers.record_foot import TOP as FOOT
from app.papers.sheet import DIVISION, LEFT, RIGHT, TOP, WIDTH, Sheet, base_of
from app.papers.signatures import draw_signatures
from app.papers.small_head import SMALL_HEAD, draw_small_head
from app.papers.table import (
    COUNT,
    HEADING,
    ROW,
    SECTION,
    Cell,
    Cells,
    Column,
    cell,
    count_words,
    draw_date_to_write,
    draw_labelled,
    draw_options,
    draw_rows,
    draw_section,
    labelled_height,
    row_height,
)
from app.papers.typesetting import HEAD, fitted
from audits.wareki import wareki

TITLE, TITLE_SPACING = "消去確認書", 5.0
HEAD_TOP, GAP, PART_GAP, CHECKS_GAP = 21.5, 2.6, 2.4, 1.6
VERDICT, VERDICT_LABEL, VERDICT_FIELDS = 19.0, 17.0, (50.0, 58.0, 50.0)
VERDICTS = (
    (CONFIRMED, "証明書のすべてを確認した"),
    (PARTLY, "控えを除き確認した"),
    (REFUSED, "確認できない"),
)
LEFT_FIELD, LABEL = 110.0, 20.0
DAYS = frozenset({"証明日", "受領日"})
DATA = (
    Column("番号", 10), Column("データ名", 24), Column("記録媒体", 26), Column("媒体番号", 19),
    Column("引渡し", 17, "right"), Column("消去", 17, "right"), Column("消去日", 17), Column("方法", 31),
    Column("照合", 14, "centre"),
)  # fmt: skip
BACKUPS = (
    Column("対　象", 52), Column("消滅予定日", 30), Column("確認の方法", 34), Column("消滅の確認", 30),
    Column("確認者", 29),
)  # fmt: skip
BACKUP_ROW = 7.6
METHOD = 0.80  # 論理消去と暗号鍵の破棄 just stays on its line
WAYS = (WITNESSED, ON_SITE, PHOTOGRAPHS, DOCUMENT_ONLY)
WAY_PLACES = (LEFT + 4, LEFT + 32, LEFT + 60, LEFT + 88)
REMARK_LEADING, MOST_REMARK_LINES = 5.0, 38
LEAST_REMARKS, WIDEST_REMARKS = 12.0, 60.0  # heights in mm: room to write, but no empty page
LIMITS = "この確認は証明書、引渡しの記録及び上記の方法の範囲のものであり、復元ができないことを証明するものではない。"


def erasure_confirmation(paper: ErasurePaper, fonts: Fonts) -> bytes:
    """The PDF; what is not on file stays blank, to be filled in by hand."""
    sheet = Sheet(fonts, f"{TITLE} {paper.head.contract_number} {paper.certificate.number}")
    return _Confirmation(sheet, paper).drawn()


@dataclass(slots=True)
class _Confirmation:
    """The paper on its sheet."""

    sheet: Sheet
    paper: ErasurePaper

    def drawn(self) -> bytes:
        head = contract_lines(self.sheet, self.paper.head)
        flow = Flow(HEAD_TOP + sum(line.height for line in head), TOP + SMALL_HEAD + PART_GAP)
        self._plan(flow)
        pages = len(flow.pages)
        missing = missing_characters(self.paper, self.sheet.fonts.regular)
        chain = self.paper.chain
        words = f"管理記録 {chain.last_number}号　照合値 {grouped(chain.last_hash)}"

        def begin_page(number: int) -> None:
            if number:
                draw_small_head(self.sheet, self.paper.head, TITLE)
            else:
                day = self.paper.confirmed_on
                draw_title(self.sheet, TITLE, TITLE_SPACING, wareki(day) if day else "年　　月　　日")
                draw_head(self.sheet, HEAD_TOP, head)
            if number + 1 == pages:
                self._draw_signers()
            draw_hash_line(self.sheet, words, number + 1, pages, missing)

        flow.draw(self.sheet, begin_page)
        return self.sheet.finished()

    def _plan(self, flow: Flow) -> None:
        sheet, paper = self.sheet, self.paper
        flow.add(VERDICT, self._draw_verdict, GAP)
        flow.add(SECTION + sum(_certificate_heights(sheet, paper.certificate)), self._draw_certificate, PART_GAP)
        rows = [_data_cells(sheet, item) for item in paper.data]
        heights = [row_height(row) for row in rows] or [HEADING]
        flow.add_rows(SECTION + HEADING, heights, partial(self._rows, rows), PART_GAP)
        flow.add(len(CHECKS) // 2 * ROW, partial(draw_checks, sheet, paper.checks), CHECKS_GAP)
        flow.add(SECTION + 3 * ROW, self._draw_way, PART_GAP)
        backups = [_backup_cells(sheet, backup) for backup in paper.backups or (Backup(""),)]
        backup_heights = [row_height(row, BACKUP_ROW) for row in backups]
        flow.add_rows(SECTION + HEADING, backup_heights, partial(self._backups, backups), PART_GAP)
        self._plan_remarks(flow)

    def _plan_remarks(self, flow: Flow) -> None:
        """所見 takes what is left above the signatures, and goes with them where nothing is left."""
        setting = fitted(self.paper.remarks, self.sheet.style(), WIDTH - 4, HEAD, MOST_REMARK_LINES)
        needed = max(LEAST_REMARKS, len(setting.lines) * REMARK_LEADING + 3.0)
        below = FOOT - SECTION - PART_GAP
        if flow.y + PART_GAP + SECTION + needed + ROW > below:
            flow.new_page()
        left = below - flow.y - PART_GAP - SECTION - ROW
        height = max(needed, min(left, WIDEST_REMARKS))

        def draw(y: float) -> None:
            y = draw_section(self.sheet, y, "5　所見")
            for number, text in enumerate(setting.lines):
                base = y + 4.6 + number * REMARK_LEADING
                self.sheet.text(LEFT + 2, base, text, self.sheet.style(), scale=setting.scale)
            _draw_limits(self.sheet, y, height)

        flow.add(SECTION + height + ROW, draw, PART_GAP)

    def _draw_verdict(self, y: float) -> None:
        sheet, small = self.sheet, self.sheet.style()
        sheet.spread(LEFT + 2, base_of(y + VERDICT / 2, small), "判定", small, VERDICT_LABEL - 4)
        x = LEFT + VERDICT_LABEL
        for (words, note), width in zip(VERDICTS, VERDICT_FIELDS, strict=True):
            sheet.line(x, y, x, y + VERDICT)
            if words == self.paper.verdict:
                draw_reversed(sheet, x + 2, y + 1.8, width - 4, 10.2, words, 15)
            else:
                style = sheet.style(14)
                sheet.centred(x + width / 2, base_of(y + 6.9, style), words, style)
            sheet.centred(x + width / 2, base_of(y + 15.3, small), note, small)
            x += width
        sheet.frame(LEFT, y, WIDTH, VERDICT)

    def _draw_certificate(self, y: float) -> None:
        sheet, certificate = self.sheet, self.paper.certificate
        heights = _certificate_heights(sheet, certificate)
        y = top = draw_section(sheet, y, "1　証明書")
        for number, (left, right) in enumerate(_certificate_lines(certificate)):
            height = heights[number]
            width = LEFT_FIELD if right else WIDTH
            bold = number == 0
            draw_labelled(sheet, LEFT, y, *left, width, height=height, bold=bold, label_width=LABEL)
            if right:
                sheet.line(LEFT + LEFT_FIELD, y, LEFT + LEFT_FIELD, y + height)
                draw_labelled(sheet, LEFT + LEFT_FIELD, y, *right, WIDTH - LEFT_FIELD, height=height, label_width=LABEL)
                if not right[1] and right[0] in DAYS:
                    draw_date_to_write(sheet, RIGHT - 4, y + height / 2)
            if number:
                sheet.line(LEFT, y, RIGHT, y)
            y += height
        sheet.frame(LEFT, top, WIDTH, y - top)

    def _rows(self, rows: list[Cells], start: int, stop: int) -> Draw:
        def draw(y: float) -> None:
            title = "2　引渡しの記録との照合" + ("（続き）" if start else "")
            y = draw_section(self.sheet, y, title, "" if start else _data_words(self.paper))
            blank: Cells = tuple(Cell() for _ in DATA)
            draw_rows(self.sheet, y, DATA, rows[start:stop] or [blank])

        return draw

    def _backups(self, rows: list[Cells], start: int, stop: int) -> Draw:
        def draw(y: float) -> None:
            y = draw_section(self.sheet, y, "4　残存（控え）" + ("（続き）" if start else ""))
            draw_rows(self.sheet, y, BACKUPS, rows[start:stop], BACKUP_ROW)

        return draw

    def _draw_way(self, y: float) -> None:
        sheet, confirmation = self.sheet, self.paper.confirmation
        y = top = draw_section(sheet, y, "3　確認の方法")
        draw_options(sheet, WAY_PLACES, y + ROW / 2, WAYS, confirmation.way)
        half = 78.0
        for (left, left_text), (right, right_text) in _way_lines(confirmation):
            y += ROW
            sheet.line(LEFT, y, RIGHT, y)
            draw_labelled(sheet, LEFT, y, left, left_text, half, label_width=LABEL)
            sheet.line(LEFT + half, y, LEFT + half, y + ROW)
            draw_labelled(sheet, LEFT + half, y, right, right_text, WIDTH - half, label_width=LABEL)
        if confirmation.on is None:
            draw_date_to_write(sheet, LEFT + half - 12, top + 1.5 * ROW)
        sheet.frame(LEFT, top, WIDTH, 3 * ROW)

    def _draw_signers(self) -> None:
        day = self.paper.confirmed_on
        beside = f"確認日　{wareki(day)}" if day else "確認日　　　　年　　月　　日"
        draw_section(self.sheet, FOOT - SECTION, "6　確認者", beside)
        draw_signatures(self.sheet, self.paper.signers, self.paper.chain.qr_text)


def _draw_limits(sheet: Sheet, y: float, height: float) -> None:
    """The sentence that says what a confirmation is not."""
    style = sheet.style()
    setting = fitted(LIMITS, style, WIDTH - 4, HEAD, most_lines=1)
    sheet.line(LEFT, y + height, RIGHT, y + height, DIVISION)
    sheet.lines(LEFT + 2, y + height + ROW / 2, setting, style, LEADING)
    sheet.frame(LEFT, y, WIDTH, height + ROW)


Labelled = tuple[str, str]


def _certificate_lines(c: Certificate) -> tuple[tuple[Labelled, Labelled | None], ...]:
    return (
        (("証明書番号", c.number), ("証明日", day_words(c.certified_on))),
        (("消去責任者", c.supervisor), ("受領日", day_words(c.received_on))),
        (("実施者", c.performer), ("確認期限", day_words(c.due_on))),
        (("検証の方法", c.verification), ("結果", c.result)),
        (("証明の文言", c.wording), None),
    )


def _certificate_heights(sheet: Sheet, certificate: Certificate) -> list[float]:
    heights = []
    for left, right in _certificate_lines(certificate):
        texts = [(left[1], (LEFT_FIELD if right else WIDTH) - LABEL)]
        if right:
            texts.append((right[1], WIDTH - LEFT_FIELD - LABEL))
        heights.append(labelled_height(sheet, texts))
    return heights


def _data_words(paper: ErasurePaper) -> str:
    """How much went out in all; left away where a count is not on file."""
    counts = [item.count_out for item in paper.data]
    words = [f"データ{len(paper.data)}件"]
    if counts and all(count is not None for count in counts):
        words.append(f"{sum(count or 0 for count in counts):,}件")
    if paper.count_left is not None:
        words.append(f"残{paper.count_left:,}件")
    return "　".join(words)


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


def day_words(day: date | None) -> str:
    return wareki(day) if day else ""


def _backup_cells(sheet: Sheet, backup: Backup) -> Cells:
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


def _way_lines(confirmation: Confirmation) -> tuple[tuple[Labelled, Labelled], ...]:
    """A witness stands by; the other ways are carried out."""
    when, who = ("立会日", "立会者") if confirmation.way == WITNESSED else ("実施日", "実施者")
    return (
        ((when, day_words(confirmation.on)), ("場所", confirmation.place)),
        ((who, confirmation.persons), ("資料の所在", confirmation.papers)),
    )
