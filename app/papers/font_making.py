"""Making the two weights of Noto Sans JP from the variable font that is installed with us."""

from __future__ import annotations

import os
import tempfile
from importlib.resources import as_file, files
from pathlib import Path

from fontTools.ttLib import TTFont as VariableFont
from fontTools.varLib.instancer import instantiateVariableFont

WEIGHTS = {"Regular": 400, "Bold": 700}
VARIABLE_FONT = ("fonts", "ofl", "notosansjp", "NotoSansJP[wght].ttf")
# Shaping and vertical tables are never read when a paper is drawn; without them it is faster.
UNUSED_TABLES = ("GSUB", "GPOS", "GDEF", "BASE", "VORG", "vhea", "vmtx", "VVAR", "STAT", "DSIG")
POSTSCRIPT_NAME, FULL_NAME, STYLE_NAME = 6, 4, 2


def make_font(path: Path, weight: str) -> None:
    """Cuts one weight out of the variable font.

    Writes beside the goal and moves: two processes at once each leave a whole file.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "wb") as stream:
            _static_font(weight).save(stream)
        Path(beside).chmod(0o644)
        Path(beside).replace(path)
    finally:
        Path(beside).unlink(missing_ok=True)


def _static_font(weight: str) -> VariableFont:
    with as_file(files("justmytype_intl_cjk").joinpath(*VARIABLE_FONT)) as source:
        # Without the date of making, the same papers have the same bytes on every machine.
        font = VariableFont(source, recalcTimestamp=False, lazy=False)
    for table in UNUSED_TABLES:
        if table in font:
            del font[table]
    instantiateVariableFont(font, {"wght": WEIGHTS[weight]}, inplace=True)
    _name(font, weight)
    return font


def _name(font: VariableFont, weight: str) -> None:
    """Gives each weight its own PostScript name; reportlab mixes up two fonts of one name."""
    names = {
        POSTSCRIPT_NAME: f"NotoSansJP-{weight}",
        FULL_NAME: f"Noto Sans JP {weight}",
        STYLE_NAME: weight,
    }
    for name_id, name in names.items():
        font["name"].setName(name, name_id, 3, 1, 0x409)
        font["name"].removeNames(nameID=name_id, platformID=1)
