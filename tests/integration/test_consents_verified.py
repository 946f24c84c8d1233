"""再委託の承諾: what was changed behind the product's back is found by the record."""

from __future__ import annotations

import pytest

from tests.integration.consents import decided, ready
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
    ],
)
def test_a_request_or_a_decision_that_was_changed_is_found(city, officer, manager, change):
    ready(officer)
    decided(manager, "consented")
    assert city.run("verify").exit_code == 0
    city.change(f"UPDATE {change}")
    assert city.run("verify").exit_code == 1
