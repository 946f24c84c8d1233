"""廃棄簿: what is left of a contract that was disposed of; the stubs form a chain of their own."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from audits.entry import canonical_json, first_hash_before, utc_text
from audits.record import DISPOSED as NAME
from audits.record import Fault

FORMAT = 1
# What the first stub stands on.
FIRST_HASH_BEFORE = first_hash_before(NAME)


class DoneAs(Enum):
    """How a contract came to be done: 完了 or 不成立."""

    CLOSED = "closed"
    CAME_TO_NOTHING = "came_to_nothing"


@dataclass(frozen=True, slots=True)
class Confirmed:
    """Who confirmed that the contract may go, when, and why."""

    by: str
    at: datetime
    reason: str

    def canonical(self) -> dict[str, object]:
        return {"at": utc_text(self.at), "by": self.by, "reason": self.reason}


@dataclass(frozen=True, slots=True)
class Stub:
    """A disposed contract: its number and days, the hashes of its entries, who decided.

    `department`: the name of its 所管課 as it was. The second confirmation is the disposal.
    """

    number: int
    contract: str
    department: str
    first_on: date
    last_on: date
    done_on: date
    done_as: DoneAs
    kept_until: date
    years: int
    entries: int
    last_hash: str
    hashes: tuple[str, ...]
    first: Confirmed
    second: Confirmed
    hash_before: str
    format: int = FORMAT

    def canonical(self) -> bytes:
        """UTF-8 JSON in the one form that all hashes of the record are made of."""
        return canonical_json(self._body())

    def _body(self) -> dict[str, object]:
        return {
            "contract": self.contract,
            "department": self.department,
            "done_as": self.done_as.value,
            "done_on": self.done_on.isoformat(),
            "entries": self.entries,
            "first": self.first.canonical(),
            "first_on": self.first_on.isoformat(),
            "format": self.format,
            "hash_before": self.hash_before,
            "hashes": list(self.hashes),
            "kept_until": self.kept_until.isoformat(),
            "last_hash": self.last_hash,
            "last_on": self.last_on.isoformat(),
            "number": self.number,
            "second": self.second.canonical(),
            "years": self.years,
        }

    @property
    def hash(self) -> str:
        return hashlib.sha256(self.canonical()).hexdigest()

    @property
    def is_whole(self) -> bool:
        """Whether the number of entries and the last hash are those of the hashes."""
        last = self.hashes[-1] if self.hashes else first_hash_before(self.contract)
        return (self.entries, self.last_hash) == (len(self.hashes), last)


def stub_faults(stubs: Iterable[tuple[Stub, str]], on_file: Collection[str]) -> Iterator[Fault]:
    """Every fault of the stubs with their stored hashes, in order.

    `on_file`: those of their contracts that are there all the same.
    """
    expected, before = 1, FIRST_HASH_BEFORE
    for stub, stored in stubs:
        for sentence in _wrong(stub, stored, expected, before):
            yield Fault(stub.contract, None, f"{NAME}の{stub.number}番：{sentence}")
        if stub.contract in on_file:
            yield Fault(stub.contract, None, f"{NAME}にある契約が、台帳にもあります。")
        expected, before = stub.number + 1, stored


def _wrong(stub: Stub, stored: str, expected: int, before: str) -> Iterator[str]:
    if stub.number != expected:
        yield f"{expected}番があるはずの所にあります。"
    if stub.hash_before != before:
        yield "前の番号とのつながりが切れています。"
    if stub.hash != stored:
        yield "内容が照合値と合いません。"
    if not stub.is_whole:
        yield "記録の件数又は末尾の照合値が、控えたハッシュと合いません。"
