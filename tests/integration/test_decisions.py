"""What a manager decides: waiving, recording as missed, settling, closing and opening again."""

from __future__ import annotations

from datetime import date

import pytest

from app.acts.decisions import DecisionError
from app.records.database import reading
from app.records.decisions import ExcuseKind
from app.records.due_items import Wanted, due_items
from app.records.violations import violations
from app.workflows.close_contract import close_contract, reopen_contract
from app.workflows.excuse_due_item import excuse_due_item
from app.workflows.settle_violation import settle_violation
from app.workflows.verify_records import verify_records
from audits.due import State
from audits.kind import Kind
from audits.rule import Rule
from tests.books import contract_cells
from tests.integration.installation import AT, BY

ON = date(2026, 11, 20)
ENDED = {"開始日": "2026-05-01", "終了日": "2026-08-31"}
FINISHED = {
    "契約": [contract_cells("R8-001", **ENDED)],
    "取扱者": [
        {"契約番号": "R8-001", "受領日": "2026-04-28", "区分": "責任者", "所属・役職": "運用部長"}
    ],
    "立入調査": [
        {"契約番号": "R8-001", "年度": 2026, "実施日": "2026-07-01", "総合判定": "適"},
    ],
    "記録": [
        {
            "契約番号": "R8-001",
            "日付": "2026-09-03",
            "区分": "対象データなし",
            "内容": "受渡しなし",
        }
    ],
}
UNFINISHED = {"契約": [contract_cells("R8-001", **ENDED)]}
REASON = "従事者の研修の記録を別に確かめたため。"


def the_item(kind: Kind, on: date = ON):
    with reading() as session:
        [found] = [item for item in due_items(session, Wanted(on)) if item.kind is kind]
    return found


def excuse(kind: Kind, decision: ExcuseKind, *, on: date = ON, reason: str = REASON) -> None:
    excuse_due_item(the_item(kind), decision, on=on, reason=reason, by=BY, at=AT)


def close(on: date = ON) -> None:
    close_contract("R8-001", on=on, reason="すべて終わった。", by=BY, at=AT)


def reopen(on: date = ON) -> None:
    reopen_contract("R8-001", on=on, reason="控えが見つかった。", by=BY, at=AT)


@pytest.fixture
def unfinished(installation):
    installation.load_sheets(**UNFINISHED)
    with installation.app.app_context():
        yield installation


@pytest.fixture
def finished(installation):
    installation.load_sheets(**FINISHED)
    with installation.app.app_context():
        yield installation


def test_a_waived_item_is_no_longer_overdue_and_leaves_its_entry(unfinished):
    assert the_item(Kind.HANDLER_REPORT).state is State.OVERDUE
    excuse(Kind.HANDLER_REPORT, ExcuseKind.WAIVED)
    assert the_item(Kind.HANDLER_REPORT).state is State.WAIVED
    last = unfinished.entries("R8-001")[-1]
    assert (last.kind, last.officer) == ("免除", BY)
    assert REASON in last.text
    assert verify_records().faults == []


def test_a_waiver_is_not_yet_known_on_the_day_before(unfinished):
    excuse(Kind.HANDLER_REPORT, ExcuseKind.WAIVED)
    assert the_item(Kind.HANDLER_REPORT, date(2026, 11, 19)).state is State.OVERDUE


def test_a_visit_is_never_waived_but_can_be_recorded_as_missed(unfinished):
    with pytest.raises(DecisionError, match="立入調査は免除できません"):
        excuse(Kind.INSPECTION, ExcuseKind.WAIVED)
    excuse(Kind.INSPECTION, ExcuseKind.MISSED)
    assert the_item(Kind.INSPECTION).state is State.MISSED
    assert unfinished.entries("R8-001")[-1].kind == "未実施の記録"


def test_nothing_is_missed_before_its_day_is_over(unfinished):
    with pytest.raises(DecisionError, match="期限が過ぎた後"):
        excuse(Kind.INSPECTION, ExcuseKind.MISSED, on=date(2026, 8, 31))
    assert unfinished.count("excuses") == 0


def test_an_item_is_waived_once(unfinished):
    item = the_item(Kind.HANDLER_REPORT)
    excuse(Kind.HANDLER_REPORT, ExcuseKind.WAIVED)
    with pytest.raises(DecisionError, match="終わった期限"):
        excuse_due_item(item, ExcuseKind.WAIVED, on=ON, reason=REASON, by=BY, at=AT)
    assert unfinished.count("excuses") == 1


def test_an_item_that_has_gone_meanwhile_is_refused(unfinished):
    item = the_item(Kind.HANDLER_REPORT)
    unfinished.load_sheets(契約=[contract_cells("R8-001", 開始日="2026-05-02")])
    with pytest.raises(DecisionError, match="その日の台帳にありません"):
        excuse_due_item(item, ExcuseKind.WAIVED, on=ON, reason=REASON, by=BY, at=AT)


def test_nothing_is_decided_without_a_reason(unfinished):
    for reason in ("", " 　"):
        with pytest.raises(DecisionError, match="理由"):
            excuse(Kind.HANDLER_REPORT, ExcuseKind.WAIVED, reason=reason)
    assert unfinished.count("excuses") == 0


def test_a_violation_is_settled_once_and_leaves_its_entry(unfinished):
    unfinished.load_sheets(契約=[contract_cells("R8-001", **ENDED, 契約期間の表示="2年")])
    [broken] = _violations()
    assert broken.rule is Rule.PERIOD_MISMATCH
    settle_violation(broken, on=ON, reason="契約書の誤記。", by=BY, at=AT)
    [settled] = _violations()
    assert (settled.settled_on, settled.reason) == (ON, "契約書の誤記。")
    assert unfinished.entries("R8-001")[-1].kind == "違反の処理"
    with pytest.raises(DecisionError, match="すでに処理"):
        settle_violation(broken, on=ON, reason="契約書の誤記。", by=BY, at=AT)
    assert verify_records().faults == []


def _violations():
    with reading() as session:
        return list(violations(session, ON))


def test_closing_says_in_plain_words_what_is_missing(unfinished):
    with pytest.raises(DecisionError) as refused:
        close()
    assert "立入調査（2026年度）が終わっていません。" in str(refused.value)
    assert "返還・消去と証明書が終わっていません。" in str(refused.value)
    assert unfinished.count("closings") == 0


def test_a_contract_without_anything_missing_is_closed_and_opened_again(finished):
    close(date(2026, 10, 1))
    assert finished.entries("R8-001")[-1].kind == "完了"
    with pytest.raises(DecisionError, match="すでに完了"):
        close()
    with pytest.raises(DecisionError, match="すでに完了"):
        close(date(2026, 9, 15))  # a day on which it was still open
    reopen()
    assert finished.entries("R8-001")[-1].kind == "再開"
    with pytest.raises(DecisionError, match="完了した契約"):
        reopen()
    close()
    assert finished.count("closings") == 3
    assert verify_records().faults == []


def test_a_running_contract_cannot_be_closed(finished):
    with pytest.raises(DecisionError, match="履行が終わった契約"):
        close(date(2026, 8, 31))


def test_a_contract_that_is_not_on_file_cannot_be_closed(finished):
    with pytest.raises(DecisionError, match="台帳にありません"):
        close_contract("R8-404", on=ON, reason="終わった。", by=BY, at=AT)
