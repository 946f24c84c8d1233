"""データの列: from when to when each data item was at a contractor, and what is still there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from app.records.dossier import Dossier
from app.records.filed import Filed
from audits.engagement import PRIME_BRANCH
from audits.erasure import disposed_on
from audits.kind import Kind


@dataclass(frozen=True, slots=True)
class DataLife:
    """One data item, or several summed up: at a contractor from `since` to `back_on`.

    Without `back_on` it is still there: for the work until `held_until`, and out until `out_until`.
    """

    branch: int
    facts: tuple[str, ...]
    texts: tuple[str, ...]
    since: date
    back_on: date | None
    held_until: date
    out_until: date

    @property
    def number(self) -> str:
        """The data number, which is the shortest way to name it."""
        return self.texts[-1]

    @property
    def until(self) -> date:
        return self.out_until if self.back_on is None else max(self.since, self.back_on)


def data_lives(found: Dossier) -> list[DataLife]:
    """Every data item of the contract, the earliest first."""
    lives = [_life(found, filed) for filed in found.data]
    return sorted(lives, key=lambda life: (life.since, life.branch, life.texts))


def _life(found: Dossier, filed: Filed) -> DataLife:
    engagement, values = found.contract.engagement(filed.branch), filed.values
    back_on = disposed_on(values["number"], engagement.disposals, engagement.certificates)
    if back_on is not None and back_on > found.on:
        back_on = None
    since = values["on"]
    held_until = max(since, min(found.on, engagement.term.last))
    due = [
        item.due_on for item in found.owed(Kind.ERASURE_CERTIFICATE) if item.branch == filed.branch
    ]
    texts = tuple(_texts(filed))
    return DataLife(
        filed.branch,
        texts[:1],
        texts,
        since,
        back_on,
        held_until,
        max(held_until, found.on, *due),
    )


def _texts(filed: Filed) -> Iterator[str]:
    values = filed.values
    where = "" if filed.branch == PRIME_BRANCH else f"（再委託先{filed.branch}）"
    name = f"{values['number']} {values['name']}"
    if values["count"] is not None:
        yield f"{name} {values['count']:,}件{where}"
    yield f"{name}{where}"
    yield name
    yield values["number"]


def still_out(lives: Sequence[DataLife]) -> list[DataLife]:
    return [life for life in lives if life.back_on is None]


def holders(lives: Sequence[DataLife]) -> str:
    """受託者, 再委託先 or both: who still has data."""
    branches = {life.branch for life in still_out(lives)}
    found = ["受託者"] if PRIME_BRANCH in branches else []
    return "・".join(found + (["再委託先"] if branches - {PRIME_BRANCH} else []))
