"""Papers read back: their words, pictures and QR codes, as a person or a scanner finds them."""

from __future__ import annotations

import pypdfium2
import zxingcpp
from PIL import Image

DOTS_PER_INCH = 150
MM = DOTS_PER_INCH / 25.4


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
