"""The sheet of paper being drawn on: millimetres from its top left corner, black on white."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from threading import Lock
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from app.papers.fonts import Fonts
from app.papers.typeface import MM_PER_POINT
from app.papers.typesetting import Setting, Style

LEFT, RIGHT, TOP, BOTTOM = 25.0, 200.0, 11.0, 288.0  # the live area; the wide side is punched
WIDTH = RIGHT - LEFT
MIDDLE = (LEFT + RIGHT) / 2
HEIGHT = A4[1] * MM_PER_POINT
POINTS = 1 / MM_PER_POINT
HAIRLINE, DIVISION, FRAME, STRIKE = 0.25, 0.5, 0.9, 0.6  # weights of lines in points
FOLD_MARK = (5.0, 9.0)
BASE_BELOW_MIDDLE_EM = 0.38
BLACK, WHITE = 0, 1
SEEN, UNSEEN = 0, 3  # a PDF's ways of drawing text
_one_at_a_time = (
    Lock()
)  # reportlab cuts the subsets of a shared font with a single reading position


class Sheet:
    """A paper of A4's width; `finished` gives its bytes, the same for the same drawing."""

    def __init__(self, fonts: Fonts, title: str, height: float = HEIGHT) -> None:
        self._buffer = BytesIO()
        new_canvas: Any = Canvas  # its stubs take the name of a font for a number
        self._canvas = new_canvas(
            self._buffer,
            pagesize=(A4[0], height * POINTS),
            invariant=1,
            initialFontName=fonts.regular.name,
            lang="ja",
        )
        self._canvas.setTitle(fonts.regular.drawable(title))
        self.fonts = fonts
        self.height = height
        self.page = 1
        self._begin_page()

    def style(self, size: float = 9.0, *, bold: bool = False) -> Style:
        return Style(self.fonts.bold if bold else self.fonts.regular, size)

    def _begin_page(self) -> None:
        self._canvas.setLineCap(0)
        left, right = FOLD_MARK
        self.line(left, self.height / 2, right, self.height / 2)

    def next_page(self) -> None:
        self._canvas.showPage()
        self.page += 1
        self._begin_page()

    def finished(self) -> bytes:
        with _one_at_a_time:
            self._canvas.showPage()
            self._canvas.save()
        return self._buffer.getvalue()

    # text: x from the left edge, base line from the top edge

    def text(
        self,
        x: float,
        base: float,
        text: str,
        style: Style,
        *,
        scale: float = 1.0,
        spacing: float = 0.0,
        ink: int = BLACK,
    ) -> None:
        """One line; `scale` is the 長体, `spacing` the mm put between two characters."""
        words = style.face.drawable(text).replace("\n", " ")
        if not words:
            return
        line = self._canvas.beginText(x * POINTS, (self.height - base) * POINTS)
        line.setFont(style.face.name, style.size)
        if ink != BLACK:
            line.setFillGray(ink)
        if scale != 1.0:
            line.setHorizScale(scale * 100)
        if spacing:
            line.setCharSpace(spacing * POINTS)
        line.textOut(words)
        self._restore(line, scale, spacing, ink)
        self._canvas.drawText(line)

    def unseen(self, x: float, base: float, text: str, style: Style, width: float) -> None:
        """Words for whoever has the paper read out or copies from it; a sign stands over them."""
        line = self._canvas.beginText(x * POINTS, (self.height - base) * POINTS)
        line.setFont(style.face.name, style.size)
        line.setTextRenderMode(UNSEEN)
        line.setHorizScale(min(1.0, width / style.width(text)) * 100)
        line.textOut(style.face.drawable(text))
        line.setHorizScale(100)
        line.setTextRenderMode(SEEN)
        self._canvas.drawText(line)

    @staticmethod
    def _restore(line: Any, scale: float, spacing: float, ink: int) -> None:
        """Scale, spacing and ink outlive the piece of text in a PDF."""
        if scale != 1.0:
            line.setHorizScale(100)
        if spacing:
            line.setCharSpace(0)
        if ink != BLACK:
            line.setFillGray(BLACK)

    def centred(
        self,
        x: float,
        base: float,
        text: str,
        style: Style,
        *,
        scale: float = 1.0,
        ink: int = BLACK,
    ) -> None:
        self.text(x - style.width(text) * scale / 2, base, text, style, scale=scale, ink=ink)

    def flush_right(
        self, x: float, base: float, text: str, style: Style, *, scale: float = 1.0
    ) -> None:
        self.text(x - style.width(text) * scale, base, text, style, scale=scale)

    def spread(self, x: float, base: float, text: str, style: Style, width: float) -> None:
        """均等割付: the characters share the width evenly; a single one stands in its middle."""
        natural = style.width(text)
        if natural > width:
            self.text(x, base, text, style, scale=width / natural)
        elif len(text) == 1:
            self.centred(x + width / 2, base, text, style)
        else:
            self.text(x, base, text, style, spacing=(width - natural) / (len(text) - 1))

    def lines(
        self, x: float, middle: float, setting: Setting, style: Style, leading: float
    ) -> None:
        """The lines of a setting, the block of them centred on `middle`."""
        for base, text in zip(
            bases(middle, len(setting.lines), style, leading), setting.lines, strict=True
        ):
            self.text(x, base, text, style, scale=setting.scale)

    # lines and areas

    def line(self, x1: float, y1: float, x2: float, y2: float, weight: float = HAIRLINE) -> None:
        self._canvas.setLineWidth(weight)
        self._canvas.line(
            x1 * POINTS, (self.height - y1) * POINTS, x2 * POINTS, (self.height - y2) * POINTS
        )

    def frame(self, x: float, y: float, width: float, height: float, weight: float = FRAME) -> None:
        self._canvas.setLineWidth(weight)
        self._canvas.rect(
            x * POINTS, (self.height - y - height) * POINTS, width * POINTS, height * POINTS
        )

    def block(self, x: float, y: float, width: float, height: float) -> None:
        """A black field."""
        self.blocks([(x, y, width, height)])

    def blocks(self, fields: Iterable[tuple[float, float, float, float]]) -> None:
        """Black fields filled as one path, so that no seam shows between neighbours."""
        path = self._canvas.beginPath()
        for x, y, width, height in fields:
            path.rect(
                x * POINTS, (self.height - y - height) * POINTS, width * POINTS, height * POINTS
            )
        self._canvas.drawPath(path, stroke=0, fill=1)

    def ring(self, x: float, y: float, radius: float, weight: float, *, ink: int = BLACK) -> None:
        self._canvas.setLineWidth(weight)
        if ink != BLACK:
            self._canvas.setStrokeGray(ink)
        self._canvas.circle(x * POINTS, (self.height - y) * POINTS, radius * POINTS)
        if ink != BLACK:
            self._canvas.setStrokeGray(BLACK)

    def stroke(self, points: Iterable[tuple[float, float]], weight: float) -> None:
        """A line through the points."""
        path = self._canvas.beginPath()
        for number, (x, y) in enumerate(points):
            move = path.lineTo if number else path.moveTo
            move(x * POINTS, (self.height - y) * POINTS)
        self._canvas.setLineWidth(weight)
        self._canvas.drawPath(path, stroke=1, fill=0)


def base_of(middle: float, style: Style) -> float:
    """The base line of a line of text whose middle is at `middle`."""
    return middle + BASE_BELOW_MIDDLE_EM * style.em


def bases(middle: float, count: int, style: Style, leading: float) -> list[float]:
    """The base lines of `count` lines centred together on `middle`."""
    first = base_of(middle - (count - 1) * leading / 2, style)
    return [first + number * leading for number in range(count)]
