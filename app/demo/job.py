"""お試しの業務: what a contract of the fictitious city is about."""

from __future__ import annotations

from dataclasses import dataclass

from app.demo.departments import Department

CONSENT = "prime-consent-2021"
NO_SUBCONTRACTING = "prime-no-subcontracting-2019"
NATIONAL = "national-act-2023"


@dataclass(frozen=True, slots=True)
class Promise:
    """A safeguard as it was reported to the council; `rhythm` in the words of the workbook."""

    by: str
    category: str
    text: str
    origin: str = "付議"
    rhythm: str = "なし"


@dataclass(frozen=True, slots=True)
class Job:
    """The terms of a contract. Lists are written as in a cell, separated by 、.

    `data` names what is handed over each year; `ending` is what becomes of it (the words of the
    workbook: 返還, 消去, 引継ぎ).
    """

    department: Department
    title: str
    contractor: str | None
    description: str
    reason: str
    subjects: str
    items: str
    media: str
    persons: int
    clause_set: str = CONSENT
    business: str = ""
    co_departments: str = ""
    my_number: bool = False
    sensitive: bool = False
    reports: str = "なし"
    schemes: str = ""
    stated_length: str = ""
    basis: str = ""
    data: tuple[str, ...] = ()
    origin: str = "提供"
    means: str = "受領書と引換えに手渡し"
    ending: str = "消去"
    promises: tuple[Promise, ...] = ()
