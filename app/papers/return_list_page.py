"""What stands on a 返却一覧: media still out, to be filled in at their return, and those gone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.papers.record_page import Chain, Head


@dataclass(frozen=True, slots=True)
class MediumOnList:
    """One medium; `on`, `way` and `means` say what it went with, blank while it is out."""

    number: str
    name: str
    kind: str
    medium: str
    medium_number: str
    count: int | None = None
    on: date | None = None
    way: str = ""
    means: str = ""


@dataclass(frozen=True, slots=True)
class ReturnList:
    """Everything on the list of one engagement."""

    head: Head
    whose: str  # 受託者, 再委託先1
    out: tuple[MediumOnList, ...]
    gone: tuple[MediumOnList, ...]
    department: str
    due_on: date | None
    on: date
    chain: Chain
