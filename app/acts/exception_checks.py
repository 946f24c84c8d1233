"""例外の申請を確かめる: what cannot be in a request, a decision or the end of a copy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from app.records.exceptions import decision_of
from audits.consent import ConsentDecision
from audits.exception import ExceptionKind
from audits.wareki import wareki

LONGEST_NAME, LONGEST_TEXT, MOST_WORDS = 200, 4_000, 100
MOST_COPIES = 1_000_000_000
NAMES = ("other_party", "place", "document_number")
TEXTS = ("what", "reason", "safety", "decision_reason", "copy_ended_words")
NEEDED = {
    "what": "何についての申請かを入れてください。",
    "reason": "目的・理由を入れてください。",
}
ASKED_FIRST = "申請の日（{day}）以後にしてください。"

Values = Mapping[str, Any]
Wrong = Iterator[tuple[str, str]]


def wrong_with(values: Values, branches: Mapping[int, str], on: date) -> list[tuple[str, str]]:
    """(field, sentence) of everything that cannot be; what is unusual is filed all the same."""
    return [
        *_texts(values),
        *_lists(values),
        *_request(values, branches, on),
        *_decision(values, on),
        *_copy(values, on),
    ]


def _texts(values: Values) -> Wrong:
    for name, sentence in NEEDED.items():
        if not values[name]:
            yield name, sentence
    for names, longest in ((NAMES, LONGEST_NAME), (TEXTS, LONGEST_TEXT)):
        for name in names:
            if len(values[name]) > longest:
                yield name, f"{longest:,}文字以内にしてください。"


def _lists(values: Values) -> Wrong:
    for name in ("items", "media"):
        words = values[name]
        if len(words) > MOST_WORDS or any(len(word) > LONGEST_NAME for word in words):
            sentence = f"1行を{LONGEST_NAME}文字以内にして、{MOST_WORDS}行までにしてください。"
            yield name, sentence
    if any(len(one) > LONGEST_TEXT for one in values["conditions"]):
        yield "conditions", f"条件は、それぞれ{LONGEST_TEXT:,}文字以内にしてください。"
    if len(values["conditions"]) > MOST_WORDS:
        yield "conditions", f"条件は{MOST_WORDS}行までにしてください。"


def _request(values: Values, branches: Mapping[int, str], on: date) -> Wrong:
    if values["branch"] not in branches:
        yield "branch", "この契約の受託者か再委託先から選んでください。"
    if values["asked_on"] > on:
        yield "asked_on", "申請の日が、まだ来ていない日です。"
    if values["ends_on"] < values["starts_on"]:
        yield "ends_on", "終わりの日は、始まりの日以後にしてください。"
    if values["count"] is not None and not 0 <= values["count"] <= MOST_COPIES:
        yield "count", f"0から{MOST_COPIES:,}までの数にしてください。"


def _decision(values: Values, on: date) -> Wrong:
    decision, day = decision_of(values), values["decided_on"]
    if decision is None or day is None:
        return
    if day > on:
        yield "decided_on", "決定の日が、まだ来ていない日です。"
    if day < values["asked_on"]:
        yield "decided_on", ASKED_FIRST.format(day=wareki(values["asked_on"]))
    if not decision.gives_consent and not values["decision_reason"]:
        yield "decision_reason", "理由を入れてください。"
    if decision is ConsentDecision.WITH_CONDITIONS and not values["conditions"]:
        yield "conditions", "条件を入れてください。"


def _copy(values: Values, on: date) -> Wrong:
    day = values["copy_ended_on"]
    if day is None:
        return
    if not ExceptionKind(values["kind"]).leaves_copy:
        yield "kind", "返却・消去が記録されているため、写しの残らない種類には改められません。"
    if day > on:
        yield "copy_ended_on", "返却・消去の日が、まだ来ていない日です。"
    if day < values["starts_on"]:
        first = wareki(values["starts_on"])
        yield "copy_ended_on", f"承諾の期間の始まり（{first}）以後にしてください。"
