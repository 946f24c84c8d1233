"""受持ちの木: 受託者, whom it has handed work on to, and how deep that goes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from audits.engagement import PRIME_BRANCH

Parents = Mapping[int, int]  # branch → the branch that it was handed on by


def ancestors(parents: Parents, branch: int) -> Iterator[int]:
    """Those above a branch up to 受託者, the nearest first; a ring ends where it would begin anew.

    Whoever is not named has 受託者 above it.
    """
    seen = {branch}
    while branch != PRIME_BRANCH:
        branch = parents.get(branch, PRIME_BRANCH)
        if branch in seen:
            return
        seen.add(branch)
        yield branch


def tier_of(parents: Parents, branch: int) -> int:
    """0 for 受託者, 1 for a 再委託, 2 for a 再々委託 …"""
    return sum(1 for _ in ancestors(parents, branch))


def tier_words(tier: int) -> str:
    """受託者, 再委託, 再々委託, 4次の委託 (受託者 is the first)."""
    words = ("受託者", "再委託", "再々委託")
    return words[tier] if tier < len(words) else f"{tier + 1}次の委託"
