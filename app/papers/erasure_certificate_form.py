"""消去（廃棄）証明書: the blank form that the contractor fills in, with the city's part below."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from app.papers.certificate_items import HEADINGS, LINES, draw_items, item_height, laid_item
from app.papers.city_part import CITY_PART_TOP, draw_city_part
from app.papers.erasure_page import CertificateForm, DataOut
from app.papers.flow import Draw, Flow
from app.papers.fonts import Fonts
from app.papers.hash_line import draw_hash_line, grouped, missing_characters
from app.papers.head import LONGEST_NAME, UNKNOWN_CONTRACTOR, draw_title, term_words
from app.papers.sheet import LEFT, RIGHT, TOP, WIDTH, Sheet, base_of
from app.papers.small_head import SMALL_HEAD, draw_small_head
from app.papers.table import (
    ROW,
    SECTION,
    draw_date_to_write,
    draw_labelled,
    draw_options,
    draw_section,
    labelled_height,
)
from app.papers.typesetting import HEAD, Setting, Style, fitted
from audits.wareki import wareki

TITLE, TITLE_SPACING = "消去（廃棄）証明書", 2.5
ADDRESS_TOP = 20.0
ADDRESSEE, DUE, STATED = 8.0, 6.5, 8.0  # baseline; below the addressee; below the last line
ADDRESSEE_LEADING = 4.6
BOLD_LINES = 2  # the contract's number and title
SENDER, SENDER_LABEL = 108.0, 18.0
SENDER_LINES = ("所在地", "名称", "代表者", "証明書番号")
SENDER_FIRST, SENDER_LINE, SENDER_LEADING = 6.0, 7.0, 3.5
STATEMENT = "次のとおり、委託を受けた業務に係る個人情報を消去（廃棄）したので証明します。"
GAP, LABEL, HALF = 2.0, 25.0, 87.5
TALL = 8.2  # a line to write on by hand
LEAST_NOTES, WIDEST_NOTES = 12.0, 60.0
TICKED_LINES = (
    (
        "控え",
        ("なし", "あり（世代、保存先：　　　　　　　　　　　　　　　　　　　　　）"),
        (0.0, 18.0),
    ),
    ("再委託先の分", ("含む", "含まない", "再委託なし"), (0.0, 18.0, 42.0)),
    ("証明の文言", ("復元できない状態にした", "消去の手順を実施した"), (0.0, 52.0)),
    ("添付", ("消去の記録（ログ）", "写真", "その他（　　　　　　　　　　）"), (0.0, 44.0, 64.0)),
)


def erasure_certificate_form(form: CertificateForm, fonts: Fonts) -> bytes:
    """The PDF: filled in as far as the city knows, the rest left to the contractor's hand."""
    sheet = Sheet(fonts, f"{TITLE} {form.head.contract_number}")
    return _Form(sheet, form).drawn()


@dataclass(slots=True)
class _Form:
    """The form on its sheet."""

    sheet: Sheet
    form: CertificateForm

    def drawn(self) -> bytes:
        flow = Flow(ADDRESS_TOP, TOP + SMALL_HEAD + GAP)
        self._plan(flow)
        flow.draw(self.sheet, self._begin_page, partial(self._end_page, len(flow.pages)))
        return self.sheet.finished()

    def _begin_page(self, number: int) -> None:
        if number:
            draw_small_head(self.sheet, self.form.head, "消去証明書")
        else:
            draw_title(self.sheet, TITLE, TITLE_SPACING, "年　　月　　日")

    def _end_page(self, pages: int, number: int) -> None:
        chain = self.form.chain
        if number + 1 == pages:
            draw_city_part(self.sheet, chain.qr_text)
        words = f"管理記録 {chain.last_number}号まで　照合値 {grouped(chain.last_hash)}"
        missing = missing_characters(self.form, self.sheet.fonts.regular)
        draw_hash_line(self.sheet, words, number + 1, pages, missing)

    def _plan(self, flow: Flow) -> None:
        addressee, sender = self._addressee(), self._sender()
        ends = (_addressee_end(addressee, self.form), _bases(sender)[-1])
        height = max(ends) + STATED
        flow.add(height, partial(self._draw_address, addressee, sender, height))
        heights = [
            labelled_height(
                self.sheet, [(text, WIDTH - LABEL)], LONGEST_NAME, bold=number < BOLD_LINES
            )
            for number, (_, text) in enumerate(self._contract())
        ]
        flow.add(sum(heights), partial(self._draw_contract, heights), GAP)
        items = [laid_item(self.sheet, item) for item in self.form.data or (DataOut("", ""),)]

        def draw(start: int, stop: int) -> Draw:
            return lambda y: self._draw_items(y, items[start:stop], continued=start > 0)

        flow.add_rows(SECTION + HEADINGS * LINES, [item_height(item) for item in items], draw, GAP)
        rest = SECTION + len(TICKED_LINES) * ROW + 3 * TALL
        if flow.y + GAP + rest + GAP + SECTION + LEAST_NOTES > CITY_PART_TOP - GAP:
            flow.new_page()
        flow.add(rest, self._draw_rest, GAP)
        height = min(WIDEST_NOTES, CITY_PART_TOP - GAP - flow.y - GAP - SECTION)
        flow.add(SECTION + height, partial(self._draw_notes, height), GAP)

    def _contract(self) -> tuple[tuple[str, str], ...]:
        head = self.form.head
        whose = f"（{self.form.branch_words}）" if self.form.branch_words else ""
        return (
            ("契約番号", head.contract_number + whose),
            ("件名", head.title),
            ("契約期間", term_words(head)),
        )

    def _draw_contract(self, heights: list[float], y: float) -> None:
        top = y
        for number, ((label, text), height) in enumerate(
            zip(self._contract(), heights, strict=True)
        ):
            if number:
                self.sheet.line(LEFT, y, RIGHT, y)
            draw_labelled(
                self.sheet,
                LEFT,
                y,
                label,
                text,
                WIDTH,
                height=height,
                bold=number < BOLD_LINES,
                label_width=LABEL,
            )
            y += height
        self.sheet.frame(LEFT, top, WIDTH, y - top)

    def _addressee(self) -> Setting:
        words = f"{self.form.addressee}　様"
        return fitted(words, self._bold(), SENDER - LEFT - 6, HEAD, LONGEST_NAME)

    def _sender(self) -> list[Setting]:
        """What stands on each of the contractor's lines; a long name takes as many as it needs."""
        form, room = self.form, RIGHT - SENDER - SENDER_LABEL - 2
        values = (form.address, form.head.contractor or UNKNOWN_CONTRACTOR, form.representative, "")
        return [fitted(value, self.sheet.style(), room, HEAD, LONGEST_NAME) for value in values]

    def _draw_address(
        self, addressee: Setting, sender: list[Setting], height: float, y: float
    ) -> None:
        sheet, small = self.sheet, self.sheet.style()
        for number, words in enumerate(addressee.lines):
            base = y + ADDRESSEE + number * ADDRESSEE_LEADING
            sheet.text(LEFT, base, words, self._bold(), scale=addressee.scale)
        if self.form.due_on:
            words = f"提出期限　{wareki(self.form.due_on)}"
            sheet.text(LEFT, y + _addressee_end(addressee, self.form), words, small)
        sheet.text(LEFT, y + height - 1.5, STATEMENT, small)
        for base, label, setting in zip(_bases(sender), SENDER_LINES, sender, strict=True):
            self._draw_sender_line(y + base, label, setting)

    def _draw_sender_line(self, base: float, label: str, setting: Setting) -> None:
        sheet, small = self.sheet, self.sheet.style()
        above = (len(setting.lines) - 1) * SENDER_LEADING / 2
        sheet.spread(SENDER, base, label, small, SENDER_LABEL - 2)
        middle = base - 0.38 * small.em - above
        sheet.lines(SENDER + SENDER_LABEL + 1, middle, setting, small, SENDER_LEADING)
        sheet.line(SENDER + SENDER_LABEL, base + 1.3, RIGHT, base + 1.3)

    def _bold(self) -> Style:
        return self.sheet.style(10.5, bold=True)

    def _draw_items(self, y: float, items: list[tuple[DataOut, float]], *, continued: bool) -> None:
        title = "1　消去（廃棄）したデータ" + ("（続き）" if continued else "")
        beside = "" if continued else f"残っているデータ {len(self.form.data)}件"
        draw_items(self.sheet, draw_section(self.sheet, y, title, beside), items)

    def _draw_rest(self, y: float) -> None:
        sheet = self.sheet
        y = top = draw_section(sheet, y, "2　控え、証明の範囲と責任者")
        for number, (label, options, places) in enumerate(TICKED_LINES):
            if number:
                sheet.line(LEFT, y, RIGHT, y)
            draw_labelled(sheet, LEFT, y, label, "", WIDTH, label_width=LABEL)
            draw_options(
                sheet, [LEFT + LABEL + 3 + place for place in places], y + ROW / 2, options
            )
            y += ROW
        y = self._draw_pair(y, "控えの消滅日", "市の立会者")
        draw_date_to_write(sheet, LEFT + HALF - 4, y - TALL / 2)
        y = self._draw_pair(y, "責任者の役職", "氏名（自署）")
        y = self._draw_pair(y, "実施の期間", "連絡先")
        sheet.frame(LEFT, top, WIDTH, y - top)

    def _draw_notes(self, height: float, y: float) -> None:
        y = draw_section(self.sheet, y, "3　失敗・未実施の理由、事後の扱いなど")
        self.sheet.frame(LEFT, y, WIDTH, height)

    def _draw_pair(self, y: float, left: str, right: str) -> float:
        sheet = self.sheet
        sheet.line(LEFT, y, RIGHT, y)
        for x, label in ((LEFT, left), (LEFT + HALF, right)):
            small = sheet.style()
            sheet.spread(x + 2, base_of(y + TALL / 2, small), label, small, LABEL - 4)
            sheet.line(x + LABEL, y, x + LABEL, y + TALL)
        sheet.line(LEFT + HALF, y, LEFT + HALF, y + TALL)
        return y + TALL


def _addressee_end(addressee: Setting, form: CertificateForm) -> float:
    """The last baseline of the addressee, or that of the due day below."""
    last = ADDRESSEE + (len(addressee.lines) - 1) * ADDRESSEE_LEADING
    return last + (DUE if form.due_on else 0.0)


def _bases(sender: list[Setting]) -> list[float]:
    """The baseline of each of the contractor's lines."""
    bases, y = [], SENDER_FIRST - SENDER_LINE
    for setting in sender:
        y += SENDER_LINE + (len(setting.lines) - 1) * SENDER_LEADING
        bases.append(y)
    return bases
