"""再委託の承諾: what was changed behind the product's back is found by the record."""

from __future__ import annotations

import pytest

from tests.integration.consents import MAIN, decided, ready, request_path, requested, sent
from tests.integration.installation import Installation
from tests.integration.test_consents import city, manager, officer

__all__ = ["city", "manager", "officer"]  # fixtures


@pytest.mark.parametrize(
    "change",
    [
        "consent_requests SET contractor = '別の会社'",
        "consent_requests SET received_on = '2001-02-03'",
        "consent_requests SET is_current = (1 = 0)",
        "consent_decisions SET decision = 'refused'",
        "consent_decisions SET document_number = '8教支第99号'",
        "consent_decisions SET conditions = '[\"x\"]'",
        "consent_checks SET standing = 'open'",
        "consent_checks SET remark = '見ていない'",
        "consent_checks SET written_by = '別の人（other）' WHERE point = 'place'",
    ],
)
def test_a_request_or_a_decision_that_was_changed_is_found(city, officer, manager, change):
    ready(officer)
    decided(manager, "consented")
    assert city.run("verify").exit_code == 0
    city.change(f"UPDATE {change}")
    assert city.run("verify").exit_code == 1


def test_what_was_confirmed_before_a_refusal_is_bound_too(city, officer, manager):
    ready(officer)
    decided(manager, "refused", reason="必要がない")
    assert city.run("verify").exit_code == 0
    city.change("UPDATE consent_checks SET standing = 'open' WHERE point = 'place'")
    assert city.run("verify").exit_code == 1


def note_a_point(city: Installation) -> None:
    """Past the product, of the only request."""
    city.change(
        "INSERT INTO consent_checks"
        ' (contract_id, number, point, standing, remark, "on", written_at, written_by)'
        " SELECT contract_id, number, 'place', 'open', '', received_on, written_at, written_by"
        " FROM consent_requests"
    )


def test_a_point_noted_after_the_decision_is_found(city, officer, manager):
    ready(officer)
    decided(manager, "consented")
    note_a_point(city)
    told = city.run("verify")
    assert told.exit_code == 1
    assert "決定のあとに書かれた確認" in told.stdout + told.stderr


def test_a_request_that_was_taken_back_stands_in_the_record(city, officer):
    path = requested(officer)
    back = request_path(act="withdraw")
    assert sent(officer, back, path, reason="受託者が取り下げた").status_code == 303
    entry = city.entries(MAIN)[-1]
    assert entry.kind == "その他"
    words = "再委託承諾申請の取下げ　南風データ株式会社　受託者が取り下げた"
    assert entry.text == words
    assert city.run("verify").exit_code == 0
    city.change("UPDATE consent_decisions SET reason = '忘れた'")
    assert city.run("verify").exit_code == 1


def test_a_decision_that_nobody_took_is_found(city, officer, manager):
    ready(officer)
    city.change(
        'INSERT INTO consent_decisions (contract_id, number, branch, decision, "on", reason,'
        " conditions, written_at, written_by) SELECT contract_id, number, 1, 'consented',"
        " received_on, '', '[]', written_at, written_by FROM consent_requests"
    )
    told = city.run("verify")
    assert told.exit_code == 1
    assert "記録がない再委託の承諾の決定" in told.stdout + told.stderr


def test_a_decision_from_before_points_were_bound_stays_sound(city, officer, manager):
    """Its points are on file, and its entry is as it was written then: without them."""
    requested(officer)
    decided(manager, "refused", reason="必要がない")
    note_a_point(city)
    assert city.run("verify").exit_code == 0
