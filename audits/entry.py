"""記録の一行: one entry of the management record, its canonical form and its hash (record.md)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import Enum

FORMAT = 1
LATE_AFTER_DAYS = 7

Value = str | int | bool | None | list[str]


class EntryKind(Enum):
    """区分: the closed list of record.md; the values are the words on the paper."""

    CONCLUDED = "契約締結"
    AMENDED = "契約変更"
    HANDLER_REPORTED = "取扱者届出"
    CONSENTED = "再委託承諾"
    CONSENT_REFUSED = "再委託不承諾"
    DATA_PROVIDED = "データ引渡し"
    DATA_COLLECTED = "データ収集・作成"
    EXCEPTION_CONSENTED = "複写等の承諾"
    INSPECTED = "立入調査"
    FOUND = "指摘"
    IMPROVEMENT_ORDERED = "改善指示"
    CORRECTION_REPORTED = "是正報告"
    CORRECTION_CONFIRMED = "是正確認"
    TELEPHONED = "電話確認"
    MET = "打合せ"
    REPORT_REQUESTED = "報告依頼"
    PERIODIC_REPORT_RECEIVED = "定期報告"
    REPORT_RECEIVED = "報告受領"
    TRAINED = "教育"
    INCIDENT_NOTIFIED = "事故通知"
    INCIDENT_REPORTED = "事故報告"
    COMMISSION_REPORTED = "委員会報告"
    RETURNED = "返還"
    HANDED_OVER = "引渡し"
    CARRIED_OVER = "引継ぎ"
    ERASED = "消去"
    CERTIFICATE_RECEIVED = "消去証明書"
    ERASURE_CONFIRMED = "消去確認"
    BACKUP_GONE = "控えの消滅確認"
    NO_DATA = "対象データなし"
    WAIVED = "免除"
    MISSED = "未実施の記録"
    VIOLATION_SETTLED = "違反の処理"
    COUNCIL = "付議"
    CLOSED = "完了"
    REOPENED = "再開"
    CAME_TO_NOTHING = "不成立"
    CORRECTED = "訂正"
    OTHER = "その他"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The act's own row as it was when the entry was written.

    `fields_version` numbers the list of fields, so that a later column does not break old entries.
    """

    table: str
    row: int
    values: Mapping[str, Value]
    fields_version: int = 1

    def canonical(self) -> dict[str, object]:
        return {
            "fields_version": self.fields_version,
            "row": self.row,
            "table": self.table,
            "values": dict(self.values),
        }


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry; its hash covers every field and the hash of the entry before it.

    `written_at` is UTC. `corrects` is the number of the entry that this one corrects.
    `evidence` are the SHA-256 of the files it is bound to.
    """

    contract: str
    number: int
    on: date
    kind: EntryKind
    text: str
    written_at: datetime
    written_by: str
    hash_before: str
    branch: int = 0
    other_party: str = ""
    officer: str = ""
    method: str = ""
    place: str = ""
    corrects: int | None = None
    bound_to: tuple[Snapshot, ...] = field(default=())
    evidence: tuple[str, ...] = ()
    format: int = FORMAT

    def canonical(self) -> bytes:
        """UTF-8 JSON, keys sorted, no spaces, no floats, dates ISO, text exactly as typed."""
        return canonical_json(
            {
                "bound_to": [snapshot.canonical() for snapshot in self.bound_to],
                "branch": self.branch,
                "contract": self.contract,
                "corrects": self.corrects,
                "evidence": list(self.evidence),
                "format": self.format,
                "hash_before": self.hash_before,
                "kind": self.kind.value,
                "method": self.method,
                "number": self.number,
                "officer": self.officer,
                "on": self.on.isoformat(),
                "other_party": self.other_party,
                "place": self.place,
                "text": self.text,
                "written_at": utc_text(self.written_at),
                "written_by": self.written_by,
            }
        )

    @property
    def hash(self) -> str:
        """SHA-256 of the canonical form, 64 hex digits."""
        return hashlib.sha256(self.canonical()).hexdigest()


def canonical_json(value: object) -> bytes:
    """The one byte form that is hashed. Refuses floats: their spelling is not one everywhere."""
    _refuse_floats(value)
    return _CANONICAL.encode(value).encode("utf-8")


_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
_PLAIN = frozenset({str, int, bool, type(None)})  # nearly all values: they need no closer look


def _refuse_floats(value: object) -> None:
    if isinstance(value, float):
        raise TypeError(f"a float ({value}) has no canonical form")
    parts: Iterable[object] = ()
    if isinstance(value, dict):
        parts = value.values()
    elif isinstance(value, list | tuple):
        parts = value
    for part in parts:
        if type(part) not in _PLAIN:
            _refuse_floats(part)


def utc_text(at: datetime) -> str:
    """2026-11-20T01:02:03.000004Z; the moment must carry its offset."""
    if at.tzinfo is None:
        raise ValueError("a moment without its offset cannot be written into the record")
    plain = at.astimezone(UTC).replace(tzinfo=None)
    return plain.isoformat(timespec="microseconds") + "Z"


def first_hash_before(contract: str) -> str:
    """What the first entry of a contract's chain stands on: the hash of the contract's number."""
    return hashlib.sha256(contract.encode("utf-8")).hexdigest()


def is_late(on: date, written_on: date) -> bool:
    """後日記載: written more than seven days after the day of the act (record.md 3)."""
    return (written_on - on).days > LATE_AFTER_DAYS
