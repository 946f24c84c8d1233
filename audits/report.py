"""報告: requests to a contractor, and what was received."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum


class ReportKind(Enum):
    """種別 of a report received."""

    PERIODIC = "periodic"
    TRAINING = "training"
    REQUESTED = "requested"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Request:
    """A report that the municipality asked for, with the day it set."""

    number: str
    requested_on: date
    due_on: date


@dataclass(frozen=True, slots=True)
class Receipt:
    """A report received. `period` is the name of the period that it is about."""

    kind: ReportKind
    received_on: date
    period: str | None = None
    request: str | None = None
