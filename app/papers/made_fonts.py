"""字体の有無: whether the fonts of papers are made, so that a paper is drawn at once."""

from __future__ import annotations

from pathlib import Path

from app.papers.fonts import FAMILY, WEIGHTS


def are_made(folder: Path) -> bool:
    """Where they are not, the first paper takes some twenty seconds."""
    return all((folder / f"{FAMILY}-{weight}.ttf").exists() for weight in WEIGHTS)
