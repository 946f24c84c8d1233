"""自己点検: what a contractor says of an item beforehand; never counted as a judgement."""

from __future__ import annotations

from enum import Enum


class SelfCheck(Enum):
    """The contractor's own answer to an item of a check sheet."""

    DONE = "done"
    NOT_DONE = "not_done"
    NOT_APPLICABLE = "not_applicable"
    UNKNOWN = "unknown"
