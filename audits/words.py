"""ことばの比較: how words that people typed are held against each other (rules.md 4)."""

from __future__ import annotations

import unicodedata


def folded(word: str) -> str:
    """After Unicode NFKC and trimming; blanks inside stay as they are."""
    return unicodedata.normalize("NFKC", word).strip()
