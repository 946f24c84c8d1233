"""Style sheets, scripts and templates as a strict policy wants them: nothing inline or foreign."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app.web.static_files import FOLDER, SCRIPTS, STYLE_SHEETS, fingerprint

TEMPLATES = sorted((FOLDER.parent / "templates").rglob("*.html"))
CSS = sorted(FOLDER.rglob("*.css"))
SCRIPT_FILES = sorted(FOLDER.rglob("*.js"))
INLINE = re.compile(r"<style|\bstyle=|<script(?![^>]*\bsrc=)|\bon[a-z]+=\"|javascript:")
COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b")


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def test_every_sheet_and_script_is_read_by_every_page():
    assert {f.name for f in CSS} == set(STYLE_SHEETS)
    assert {f.name for f in SCRIPT_FILES} == set(SCRIPTS)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.stem)
def test_no_template_has_a_style_or_a_script_of_its_own(template):
    assert INLINE.findall(text(template)) == []


@pytest.mark.parametrize("file", [*CSS, *SCRIPT_FILES, *TEMPLATES], ids=lambda path: path.name)
def test_nothing_is_fetched_from_elsewhere(file):
    assert re.findall(r"(?:https?:)?//[a-z0-9-]+\.[a-z]+|@import|@font-face", text(file)) == []


@pytest.mark.parametrize("sheet", [f for f in CSS if f.name not in ("tokens.css", "print.css")])
def test_colours_are_named_in_one_place(sheet):
    assert COLOUR.findall(text(sheet).replace("#000", "")) == []  # the focus ring is black


def test_no_width_is_given_for_paper_that_the_screen_would_need():
    used = set(re.findall(r"var\((--[a-z0-9-]+)\)", "".join(map(text, CSS))))
    defined = set(re.findall(r"^\s*(--[a-z0-9-]+):", "".join(map(text, CSS)), re.MULTILINE))
    assert used <= defined


def test_text_can_be_read_on_what_it_stands_on():
    sheet = text(FOLDER / "css" / "tokens.css")
    tokens = dict(re.findall(r"(--[a-z0-9]+): (#[0-9a-f]{3,6});", sheet))
    white, wash = "#ffffff", tokens["--wash"]
    pairs = [
        *((tokens[f"--{name}"], white) for name in ("ink", "ink2", "ink3", "key", "red", "amber")),
        *((tokens[f"--{name}"], wash) for name in ("ink", "ink2", "key", "red", "amber", "green")),
        (tokens["--red"], tokens["--red0"]),
        (tokens["--green"], tokens["--green0"]),
        (tokens["--key"], tokens["--heat3"]),
    ]
    assert [pair for pair in pairs if contrast(*pair) < 4.5] == []


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, contrast ratio."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_a_file_that_is_not_ours_has_no_fingerprint():
    assert fingerprint("css/tokens.css")
    assert fingerprint("../../config.py") == ""
    assert fingerprint("css/nothing.css") == ""
