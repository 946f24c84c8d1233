"""What the golden answers say of a contract on their days, in the words of the lists."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from audits.due import State
from audits.kind import Kind
from audits.rule import Rule
from audits.wareki import short_wareki
from audits.wording import KIND, RULE, STATE
from tests.integration.cases.clerk import Clerk
from tests.integration.cases.office_work import all_rows, look_at

GOLDEN = Path(__file__).parents[2] / "golden"
Line = tuple[str, str, str, int]  # state, day, kind, branch: which of a series, its day says


def due_in_the_golden_answers(number: str, day: date, since: date = date.min) -> list[Line]:
    """Every due item of the contract as expected on the day; `since`: the oversight start."""
    found = json.loads((GOLDEN / f"due-{day}.json").read_text(encoding="utf-8"))
    ours = (one for one in found if one["contract"] == number)
    return sorted(_due_line(one) for one in ours if date.fromisoformat(one["due_on"]) >= since)


def _due_line(one: Mapping[str, Any]) -> Line:
    late = one["days_overdue"]
    state = f"{late:,}日超過" if late else STATE[State(one["state"])]
    due = short_wareki(date.fromisoformat(one["due_on"]))
    return state, due, KIND[Kind(one["kind"])], one["branch"]


def violations_in_the_golden_answers(number: str, day: date) -> list[tuple[str, str, int]]:
    """(rule, since, branch) of every violation of the contract as expected on the day."""
    found = json.loads((GOLDEN / f"violations-{day}.json").read_text(encoding="utf-8"))
    return sorted(
        (RULE[Rule(one["rule"])], short_wareki(date.fromisoformat(one["since"])), one["branch"])
        for one in found
        if one["contract"] == number
    )


def due_on_the_page(clerk: Clerk, number: str, day: date) -> list[Line]:
    """Every due item of the contract in the list of 期限, as of the day."""
    clerk.follow("期限").fill("状態", "すべて").fill("基準日", day).press("絞り込む")
    rows = [row for row in all_rows(clerk, "期限の一覧") if row[3].startswith(number)]
    return sorted((row[0], row[1], _kind(row[2]), _branch(row[3], number)) for row in rows)


def _kind(cell: str) -> str:
    return max((words for words in KIND.values() if cell.startswith(words)), key=len)


def violations_today(clerk: Clerk, number: str) -> list[tuple[str, str, int]]:
    """(rule, since, branch) of every violation that stands on the contract's page today."""
    look_at(clerk, number, "期限")
    if not clerk.has_table("違反のおそれと要確認"):
        return []
    rows = clerk.rows("違反のおそれと要確認")
    return sorted((_rule(row[2]), row[1], _part(row[3])) for row in rows)


def _rule(cell: str) -> str:
    [rule] = [words for words in RULE.values() if cell.startswith(f"{words} ")]
    return rule


def _part(cell: str) -> int:
    return int(cell.removeprefix("再委託先")[0]) if cell.startswith("再委託先") else 0


def _branch(cell: str, number: str) -> int:
    after = cell.removeprefix(number).strip()
    return int(after[2]) if after.startswith("枝番") else 0
