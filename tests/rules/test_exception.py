"""例外の承諾: how far it is on a day, whether its copy is still out, and what may be done next."""

from __future__ import annotations

from typing import Any

import pytest

from audits.consent import ConsentDecision
from audits.exception import ExceptionKind, ExceptionState, ExceptionStep, Exemption, steps_open
from checklists.topic import TOPICS
from tests.builders import day

FIRST, LAST = day("2026-11-01"), day("2026-11-30")
GIVEN = {"decision": ConsentDecision.CONSENTED, "decided_on": day("2026-10-20")}


def copying(**changes: Any) -> Exemption:
    said = {"kind": ExceptionKind.COPYING, "starts_on": FIRST, "ends_on": LAST, **changes}
    return Exemption(**said)


def test_nobody_has_decided_until_the_day_of_the_decision():
    assert copying().state_on(LAST) is ExceptionState.WAITING
    assert copying(**GIVEN).state_on(day("2026-10-19")) is ExceptionState.WAITING
    assert copying(**GIVEN).state_on(day("2026-10-20")) is ExceptionState.BEFORE


def test_a_consent_counts_from_its_first_to_its_last_day():
    assert copying(**GIVEN).state_on(day("2026-10-31")) is ExceptionState.BEFORE
    assert copying(**GIVEN).state_on(FIRST) is ExceptionState.RUNNING
    assert copying(**GIVEN).state_on(LAST) is ExceptionState.RUNNING
    assert copying(**GIVEN).state_on(day("2026-12-01")) is ExceptionState.ENDED


@pytest.mark.parametrize(
    ("decision", "state"),
    [
        (ConsentDecision.REFUSED, ExceptionState.REFUSED),
        (ConsentDecision.WITHDRAWN, ExceptionState.WITHDRAWN),
        (ConsentDecision.WITH_CONDITIONS, ExceptionState.RUNNING),
    ],
)
def test_what_was_decided_is_what_is_shown(decision, state):
    assert copying(**GIVEN | {"decision": decision}).state_on(FIRST) is state


def test_a_copy_is_out_from_the_day_after_the_consent_until_somebody_saw_it_go():
    lapsed = copying(**GIVEN, copy_ended_on=day("2026-12-05"))
    assert not lapsed.is_copy_out_on(LAST)
    assert lapsed.is_copy_out_on(day("2026-12-01"))
    assert lapsed.is_copy_out_on(day("2026-12-04"))
    assert not lapsed.is_copy_out_on(day("2026-12-05"))


def test_a_copy_that_went_early_ends_the_exception_early():
    early = copying(**GIVEN, copy_ended_on=day("2026-11-10"))
    assert early.state_on(day("2026-11-09")) is ExceptionState.RUNNING
    assert early.state_on(day("2026-11-10")) is ExceptionState.ENDED
    assert not early.is_copy_out_on(day("2026-12-01"))


@pytest.mark.parametrize("kind", [ExceptionKind.OTHER_SOURCE, ExceptionKind.PROHIBITED_ITEM])
def test_what_was_collected_leaves_no_copy(kind):
    assert not copying(kind=kind, **GIVEN).is_copy_out_on(day("2027-01-01"))


def test_what_was_refused_leaves_no_copy():
    refused = copying(**GIVEN | {"decision": ConsentDecision.REFUSED})
    assert not refused.is_copy_out_on(day("2027-01-01"))


def test_every_kind_is_forbidden_by_clauses_on_a_topic_that_there_is():
    assert all(kind.topics and kind.topics <= set(TOPICS) for kind in ExceptionKind)


def test_what_was_decided_is_put_right_and_never_decided_again():
    kind, consented = ExceptionKind.COPYING, ConsentDecision.CONSENTED
    assert steps_open(None, kind) == {
        ExceptionStep.CHANGE,
        ExceptionStep.DECIDE,
        ExceptionStep.WITHDRAW,
    }
    assert steps_open(consented, kind) == {ExceptionStep.CORRECT, ExceptionStep.END_COPY}
    assert steps_open(consented, ExceptionKind.OTHER_SOURCE) == {ExceptionStep.CORRECT}
    assert steps_open(ConsentDecision.REFUSED, kind) == {ExceptionStep.CORRECT}
    assert steps_open(ConsentDecision.WITHDRAWN, kind) == frozenset()
