"""受持ちの呼び方: how the engagements of one contract are called on its page."""

from __future__ import annotations

from typing import NamedTuple

from app.records.dossier import Dossier
from audits.engagement import PRIME_BRANCH

UNDECIDED = "未定"


class Party(NamedTuple):
    """受託者 or 再委託先1, and who that is."""

    branch: int
    words: str
    contractor: str

    def __str__(self) -> str:
        return f"{self.words}　{self.contractor}"


def party_words(branch: int) -> str:
    return "受託者" if branch == PRIME_BRANCH else f"再委託先{branch}"


def parties(found: Dossier) -> dict[int, Party]:
    """Every engagement of the contract by its branch, in order."""
    return {
        engagement.branch: Party(
            engagement.branch,
            party_words(engagement.branch),
            engagement.contractor or UNDECIDED,
        )
        for engagement in found.contract.engagements
    }
