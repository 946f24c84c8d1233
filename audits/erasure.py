"""データと消去: what was handed over, what became of it, and what is still out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum


class Origin(Enum):
    """How data came to a contractor."""

    PROVIDED = "provided"
    COLLECTED = "collected"
    CREATED = "created"


class Disposal(Enum):
    """What became of data."""

    RETURNED = "returned"
    HANDED_OVER = "handed_over"
    CARRIED_OVER = "carried_over"
    ERASED = "erased"


class Confirmation(Enum):
    """確認方法: how the officer confirmed an erasure."""

    WITNESSED = "witnessed"
    ON_SITE = "on_site"
    PHOTOGRAPH = "photograph"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class DataItem:
    """Data that a contractor was given, collected or made."""

    number: str
    origin: Origin
    on: date
    items: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    no_longer_needed_on: date | None = None


@dataclass(frozen=True, slots=True)
class DisposalAct:
    """A return, hand-over, carry-over or erasure of one data item."""

    data_number: str
    disposal: Disposal
    on: date
    certificate_number: str | None = None


@dataclass(frozen=True, slots=True)
class Certificate:
    """An erasure certificate (消去証明書) with the officer's confirmation and the backups' end."""

    number: str
    received_on: date
    backup_expires_on: date | None = None
    backup_gone_on: date | None = None
    confirmed_on: date | None = None


def disposed_on(
    data_number: str, acts: Iterable[DisposalAct], certificates: Iterable[Certificate]
) -> date | None:
    """The day a data item was wholly disposed of; None while it is still out (rules.md 2).

    The latest of the days of its disposals and of the receipt of each erasure's certificate; an
    erasure whose certificate has not come leaves it open.
    """
    received = {certificate.number: certificate.received_on for certificate in certificates}
    days: list[date] = []
    for act in acts:
        if act.data_number != data_number:
            continue
        days.append(act.on)
        if act.disposal is Disposal.ERASED:
            certified_on = received.get(act.certificate_number or "")
            if certified_on is None:
                return None
            days.append(certified_on)
    return max(days, default=None)
