"""下書きの控え: a draft of a clause set as it is kept until it is published."""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from enum import Enum
from typing import Any

from checklists.clause import Clause, Duty, Evidence, Party
from checklists.clause_draft import ClauseDraft, DraftClause
from checklists.clause_set import ClauseSet, KindSetting, Subcontracting


def written(draft: ClauseDraft) -> str:
    """The draft as it is kept."""
    clauses = [{"key": one.key, **_plain(asdict(one.clause))} for one in draft.clauses]
    kept = {"head": _plain(asdict(draft.head)), "clauses": clauses, "last_key": draft.last_key}
    return json.dumps(kept, ensure_ascii=False)


def read(text: str) -> ClauseDraft:
    """What `written` wrote."""
    kept = json.loads(text)
    head = {field.name: kept["head"][field.name] for field in fields(ClauseSet)}
    clauses = tuple(DraftClause(one.pop("key"), _clause(one)) for one in kept["clauses"])
    return ClauseDraft(_head(head), clauses, kept["last_key"])


def _head(values: dict[str, Any]) -> ClauseSet:
    kinds = {kind: KindSetting(**setting) for kind, setting in values["kinds"].items()}
    return ClauseSet(
        **values
        | {
            "binds": Party(values["binds"]),
            "subcontracting": Subcontracting(values["subcontracting"]),
            "certificate_to": tuple(map(Party, values["certificate_to"])),
            "clauses": (),
            "kinds": kinds,
        }
    )


def _clause(values: dict[str, Any]) -> Clause:
    return Clause(
        **values
        | {
            "bound": tuple(map(Party, values["bound"])),
            "duty": Duty(values["duty"]),
            "confirmed_by": tuple(map(Evidence, values["confirmed_by"])),
        }
    )


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value.value if isinstance(value, Enum) else value
