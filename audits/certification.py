"""認証: a contractor's certification, for instance a privacy mark."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from audits.words import folded

__all__ = ["Certification", "folded"]


@dataclass(frozen=True, slots=True)
class Certification:
    """A scheme (制度) and the last day it is valid on."""

    scheme: str
    valid_until: date
