"""段階: where a contract stands on a day (rules.md 5)."""

from __future__ import annotations

from datetime import date
from enum import Enum

from audits.contract import Contract


class Stage(Enum):
    """The dates decide; 完了 is an act of a manager, and 不成立 ends everything from its day."""

    IN_PREPARATION = "in_preparation"
    RUNNING = "running"
    ENDED = "ended"
    CLOSED = "closed"
    CAME_TO_NOTHING = "came_to_nothing"


def stage_on(contract: Contract, on: date) -> Stage:
    """The stage on a day; what is dated after it is not yet known."""
    if contract.came_to_nothing_on is not None and contract.came_to_nothing_on <= on:
        return Stage.CAME_TO_NOTHING
    if contract.closed_on is not None and contract.closed_on <= on:
        return Stage.CLOSED
    if on < contract.term.first:
        return Stage.IN_PREPARATION
    return Stage.RUNNING if on <= contract.term.last else Stage.ENDED
