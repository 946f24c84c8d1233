"""保存期限の言葉: until when a contract is kept, and where that comes from."""

from __future__ import annotations

from datetime import date

from app.clock import day_of
from app.records.retention_list import Kept
from audits.retention import RetentionStanding, RetentionStep, kept_until
from audits.wareki import short_wareki
from audits.wording import DONE_AS


def keeping_words(kept: Kept) -> str:
    """完了（R3.4.20）の翌年度から5年、R9.3.31まで; blank of what is not done."""
    if kept.done_on is None or kept.until is None:
        return ""
    done = f"{DONE_AS[kept.done_as]}（{short_wareki(kept.done_on)}）"
    return f"{done}の翌年度から{kept.years}年、{short_wareki(kept.until)}まで"


def extension_words(kept: Kept) -> str:
    """Until when it is kept longer and why; blank where it is not, or was no longer."""
    step = kept.step
    if step is None or step.said.step is not RetentionStep.EXTENDED or not step.said.until_on:
        return ""
    return f"{short_wareki(step.said.until_on)}まで保存を延長（{step.reason}）"


def step_words(kept: Kept, standing: RetentionStanding) -> str:
    """What was decided last, by whom and when, as a list says it beside the standing."""
    step = kept.step
    if step is None:
        return ""
    who = f"{short_wareki(day_of(step.at))} {step.by}"
    if standing is RetentionStanding.EXTENDED:
        return f"{extension_words(kept)}　{who}"
    if standing in (RetentionStanding.WAITING, RetentionStanding.VOID):
        return f"第1の確認　{who}"
    return f"取下げ　{who}" if step.said.step is RetentionStep.TAKEN_BACK else ""


def keeping_if_done(kept: Kept, on: date) -> str:
    """What 完了 on that day would mean."""
    until = short_wareki(kept_until(on, kept.years))
    return f"完了の翌年度から{kept.years}年間保存します（今日完了とすると、{until}まで）。"
