"""管理記録の連鎖: one chain per contract; sealing it, and checking that nothing was changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from audits.entry import FORMAT, Entry, canonical_json, first_hash_before


@dataclass(frozen=True, slots=True)
class Head:
    """The end of one contract's chain: how many entries, and the last one's hash."""

    entries: int
    hash: str


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in a record that does not hold. `number` is None where the whole chain is meant."""

    contract: str
    number: int | None
    sentence: str

    def __str__(self) -> str:
        where = f"{self.contract} {self.number}号" if self.number is not None else self.contract
        return f"{where}：{self.sentence}"


def chain_faults(
    contract: str, entries: Iterable[tuple[Entry, str]], head: Head
) -> Iterator[Fault]:
    """Every fault of one chain: its entries with their stored hashes, in order, and its head."""
    expected, before, count = 1, first_hash_before(contract), 0
    for entry, stored in entries:
        count += 1
        if entry.number != expected:
            yield Fault(contract, entry.number, f"{expected}号があるはずの所にあります。")
        if entry.contract != contract:
            yield Fault(contract, entry.number, "別の契約の記録です。")
        if entry.hash_before != before:
            yield Fault(contract, entry.number, "前の記録とのつながりが切れています。")
        if entry.hash != stored:
            yield Fault(contract, entry.number, "記録の内容が照合値と合いません。")
        expected, before = entry.number + 1, stored
    if (head.entries, head.hash) != (count, before):
        yield Fault(contract, None, "記録の件数又は末尾の照合値が控えと合いません。")


DISPOSED = "廃棄簿"
FORMAT_WITH_DISPOSED = 2  # of a seal; without disposed contracts it is as it always was
SEAL_FORMATS = (FORMAT, FORMAT_WITH_DISPOSED)


@dataclass(frozen=True, slots=True)
class Seal:
    """封印: the end of every chain at one moment, and one hash over all of them.

    `disposed`: the end of the chain of disposed contracts (audits.disposal), where there are any.
    """

    sealed_at: str
    heads: Mapping[str, Head]
    disposed: Head | None = None

    @property
    def hash(self) -> str:
        return hashlib.sha256(canonical_json(self._body())).hexdigest()

    def to_json(self) -> dict[str, object]:
        return {**self._body(), "hash": self.hash}

    def _body(self) -> dict[str, object]:
        records = [
            {"contract": contract, "entries": head.entries, "hash": head.hash}
            for contract, head in sorted(self.heads.items())
        ]
        body: dict[str, object] = {
            "format": FORMAT,
            "records": records,
            "sealed_at": self.sealed_at,
        }
        if self.disposed is None:
            return body
        disposed = {"contracts": self.disposed.entries, "hash": self.disposed.hash}
        return {**body, "disposed": disposed, "format": FORMAT_WITH_DISPOSED}

    @classmethod
    def from_json(cls, value: object) -> Seal:
        """Reads what `to_json` wrote. Raises ValueError, with a sentence, where it is unsound."""
        if not isinstance(value, dict) or value.get("format") not in SEAL_FORMATS:
            raise ValueError("みとどけの封印ファイルではありません。")
        try:
            heads = dict(map(_sealed_head, value["records"]))
            seal = cls(str(value["sealed_at"]), heads, _sealed_disposals(value))
            stated, actual = value["hash"], seal.hash
        except (KeyError, TypeError, ValueError) as error:
            raise ValueError("封印ファイルの形が正しくありません。") from error
        if actual != stated:
            raise ValueError("封印ファイルの内容が、そのファイルの照合値と合いません。")
        return seal

    def faults(
        self, hashes: Mapping[str, Mapping[int, str]], disposed: str | None = None
    ) -> Iterator[Fault]:
        """What was cut off or rewritten since the seal.

        `hashes`: for each contract of the seal, the stored hash of the entry that it names.
        `disposed`: that of the disposed contract which the seal names as the last.
        """
        for contract, head in sorted(self.heads.items()):
            if head.entries == 0:
                continue
            stored = hashes.get(contract, {}).get(head.entries)
            if stored is None:
                sentence = f"封印のときにあった{head.entries}号までの記録がありません。"
                yield Fault(contract, head.entries, sentence)
            elif stored != head.hash:
                yield Fault(contract, head.entries, "封印のときの照合値と違います。")
        last = self.disposed
        if last is not None and disposed is None:
            sentence = f"封印のときにあった{last.entries}番までの控えがありません。"
            yield Fault(DISPOSED, None, sentence)
        elif last is not None and disposed != last.hash:
            yield Fault(DISPOSED, None, f"{last.entries}番が封印のときの照合値と違います。")


def _sealed_head(record: Mapping[str, object]) -> tuple[str, Head]:
    return str(record["contract"]), Head(int(str(record["entries"])), str(record["hash"]))


def _sealed_disposals(value: Mapping[str, Any]) -> Head | None:
    """In a seal of the first format there are none; one of the second names at least one."""
    if value["format"] == FORMAT:
        return None
    found = value["disposed"]
    if int(found["contracts"]) < 1:
        raise ValueError("a seal of the second format names disposed contracts")
    return Head(int(found["contracts"]), str(found["hash"]))


@dataclass(frozen=True, slots=True)
class Anchoring:
    """How far a seal vouches for the records: entries under it, and entries written since."""

    anchored: int
    not_anchored: int


def anchoring(seal: Seal | None, counts: Mapping[str, int]) -> Anchoring:
    """`counts`: the number of entries of each contract now."""
    sealed = {contract: head.entries for contract, head in seal.heads.items()} if seal else {}
    anchored = sum(min(count, sealed.get(contract, 0)) for contract, count in counts.items())
    return Anchoring(anchored, sum(counts.values()) - anchored)
