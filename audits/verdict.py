"""判定: what an inspection says of one clause or one item of its sheet."""

from __future__ import annotations

from enum import Enum


class Verdict(Enum):
    """未確認 is never counted as met."""

    MET = "met"
    NOT_MET = "not_met"
    NOT_APPLICABLE = "not_applicable"
    UNCONFIRMED = "unconfirmed"
