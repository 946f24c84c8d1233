"""Papers read back: their words, pictures and QR codes, as a person or a scanner finds them."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

import pypdfium2
import zxingcpp
from PIL import Image

DOTS_PER_INCH = 150
MM = DOTS_PER_INCH / 25.4
LINE_IN_POINTS = 2.0
UNDER = 4.0  # points from the line of writing to an underline, at most


def page_texts(pdf: bytes) -> list[str]:
    """The text of each page, without spaces and line breaks: names may be wrapped or spread."""
    document = pypdfium2.PdfDocument(pdf)
    return ["".join(page.get_textpage().get_text_range().split()) for page in document]


def pictures(pdf: bytes) -> list[Image.Image]:
    """Each page in grey at 150 dpi."""
    document = pypdfium2.PdfDocument(pdf)
    return [page.render(scale=DOTS_PER_INCH / 72).to_pil().convert("L") for page in document]


def qr_texts(pdf: bytes) -> list[str]:
    """What a reader finds in the QR code of the last page."""
    return [code.text for code in zxingcpp.read_barcodes(pictures(pdf)[-1])]


def ink_outside(
    picture: Image.Image, left: float, top: float, right: float, bottom: float, fold: float = 148.5
) -> bool:
    """Whether anything but the fold mark is drawn outside the area, in mm."""
    white = 250
    clear = picture.copy()
    clear.paste(255, in_dots(4, fold - 1.5, 10, fold + 1.5))
    clear.paste(255, in_dots(left, top, right, bottom))
    return darkest(clear) < white


def in_dots(left: float, top: float, right: float, bottom: float) -> tuple[int, int, int, int]:
    return round(left * MM), round(top * MM), round(right * MM), round(bottom * MM)


def darkest(picture: Image.Image) -> int:
    return next(value for value, count in enumerate(picture.histogram()) if count)


def black_dots(picture: Image.Image) -> int:
    return sum(picture.histogram()[:128])


def marked_words(pdf: bytes) -> str:
    """Everything that is set in the bold weight and underlined as well, without spaces."""
    found: list[str] = []
    for page in pypdfium2.PdfDocument(pdf):
        text, lines = page.get_textpage(), list(_lines(page))
        signs = range(text.count_chars())
        bold = [place for place in signs if _is_bold(text, place)]
        marked = (place for place in bold if _is_underlined(text, place, lines))
        found += [text.get_text_range(place, 1) for place in marked]
    return "".join("".join(found).split())


def _is_bold(text: Any, place: int) -> bool:
    name = ctypes.create_string_buffer(200)
    pypdfium2.raw.FPDFText_GetFontInfo(text.raw, place, name, len(name), None)
    return b"Bold" in name.value


def _lines(page: Any) -> Iterator[tuple[float, float, float]]:
    """Left, right and height of each level line on a page, in points."""
    for one in page.get_objects():
        if one.type == pypdfium2.raw.FPDF_PAGEOBJ_PATH:
            left, bottom, right, top = one.get_bounds()
            if top - bottom < LINE_IN_POINTS < right - left:
                yield left, right, bottom


def _is_underlined(text: Any, place: int, lines: list[tuple[float, float, float]]) -> bool:
    """Whether a line runs closely under the line of writing that the sign stands on."""
    left, _, right, _ = text.get_charbox(place)
    x, base = ctypes.c_double(), ctypes.c_double()
    pypdfium2.raw.FPDFText_GetCharOrigin(text.raw, place, x, base)
    middle = (left + right) / 2
    return any(a <= middle <= b and 0 < base.value - at < UNDER for a, b, at in lines)
