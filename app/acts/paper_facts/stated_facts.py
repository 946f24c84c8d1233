"""報告の事実: what a report states, as JSON to be kept, and how it differs from what is now."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from app.papers.inspection_report_page import InspectionReport
from audits.entry import canonical_json
from audits.wareki import short_wareki

NOTHING = "（なし）"
HEAD_WORDS: Mapping[str, str] = {
    "contract_number": "契約番号",
    "title": "件名",
    "department": "所管課",
}
VISIT_WORDS: Mapping[str, str] = {
    "party": "調査先",
    "year": "年度",
    "round": "回",
    "carried_out_on": "実施日",
    "method": "方法",
    "reason": "実地でない理由",
    "officers": "調査者",
    "place": "場所",
    "hours": "時刻",
    "attendants": "立会者",
}
FINDING_WORDS: Mapping[str, str] = {"text": "内容", "cause": "根拠", "due_on": "是正期限"}
COUNT_WORDS: Mapping[str, str] = {
    "met": "適",
    "not_met": "否",
    "not_applicable": "該当なし",
    "unconfirmed": "未確認",
}


@dataclass(frozen=True, slots=True)
class ChangedFact:
    """Something that a report states and that stands otherwise on file now."""

    what: str
    before: str
    now: str


def kept_facts(report: InspectionReport) -> str:
    """Everything that stands on the report, as canonical JSON."""
    return canonical_json(_plain(asdict(report))).decode()


def changed_facts(kept: str, report: InspectionReport) -> list[ChangedFact]:
    """What has changed of what the visit was and found.

    How far its findings are put right is left out: that goes on after every report.
    """
    before, now = _stated(json.loads(kept)), _stated(json.loads(kept_facts(report)))
    return [
        ChangedFact(what, before.get(what, "") or NOTHING, now.get(what, "") or NOTHING)
        for what in dict.fromkeys([*before, *now])
        if before.get(what, "") != now.get(what, "")
    ]


def _stated(facts: Mapping[str, Any]) -> dict[str, str]:
    """What is held against each other: words for it → as it stands."""
    return dict(
        [
            *_named(facts["head"], HEAD_WORDS),
            *_named(facts["visit"], VISIT_WORDS),
            ("台帳の判定", str(facts["judgement"])),
            *_counts(facts["count"]),
            *_findings(facts["findings"]),
        ]
    )


def _named(part: Mapping[str, Any], words: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name, what in words.items():
        yield what, _words(part.get(name))


def _counts(count: Mapping[str, Any] | None) -> Iterator[tuple[str, str]]:
    for group in count["groups"] if count else ():
        told = "、".join(f"{words}{group[name]}" for name, words in COUNT_WORDS.items())
        yield f"集計 {group['code']}", told


def _findings(findings: list[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    for one in findings:
        for name, words in FINDING_WORDS.items():
            yield f"指摘{one['number']}の{words}", _words(one[name])


def _words(value: Any) -> str:
    """A day as tables show it; anything else as it was typed."""
    if isinstance(value, str) and len(value) == len("2026-04-01"):
        try:
            return short_wareki(date.fromisoformat(value))
        except ValueError:
            return value
    return "" if value is None else str(value)


def _plain(value: Any) -> Any:
    """Days as ISO text, tuples as lists."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return value
