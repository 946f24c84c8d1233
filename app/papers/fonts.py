"""The two weights of Noto Sans JP that every paper is set in, made once and kept in a folder."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from app.papers import unicode_map
from app.papers.typeface import Typeface

FAMILY = "NotoSansJP"
WEIGHTS = ("Regular", "Bold")


@dataclass(frozen=True, slots=True)
class Fonts:
    """What a paper is set in; `regular` carries the text, `bold` what must be seen first."""

    regular: Typeface
    bold: Typeface


def fonts_in(folder: Path) -> Fonts:
    """The fonts kept in the folder; the first call makes them, which takes some twenty seconds."""
    return _loaded(folder.resolve())


@cache
def _loaded(folder: Path) -> Fonts:
    unicode_map.install()
    regular, bold = (_typeface(folder, weight) for weight in WEIGHTS)
    return Fonts(regular, bold)


def _typeface(folder: Path, weight: str) -> Typeface:
    path = folder / f"{FAMILY}-{weight}.ttf"
    if not path.exists():
        # Only here: cutting a weight out takes half a second to import, and happens once.
        from app.papers.font_making import make_font

        make_font(path, weight)
    font = TTFont(path.stem, str(path), asciiReadable=False)
    pdfmetrics.registerFont(font)
    return Typeface(path.stem, font.face.charWidths)
