"""再委託の承諾: what must be confirmed before, and what a decision means."""

from __future__ import annotations

from audits.consent import ConsentDecision, ConsentPoint, PointStanding, is_confirmed, open_points


def test_what_nobody_has_looked_at_is_open():
    assert open_points({}) == tuple(ConsentPoint)


def test_a_point_is_closed_by_confirming_it_or_by_its_not_applying():
    standings = dict.fromkeys(ConsentPoint, PointStanding.CONFIRMED)
    standings[ConsentPoint.CERTIFICATION] = PointStanding.NOT_APPLICABLE
    standings[ConsentPoint.ITEMS] = PointStanding.OPEN
    assert open_points(standings) == (ConsentPoint.ITEMS,)


def test_what_does_not_apply_is_not_confirmed():
    standings = {
        ConsentPoint.PLACE: PointStanding.NOT_APPLICABLE,
        ConsentPoint.ITEMS: PointStanding.CONFIRMED,
    }
    assert not is_confirmed(standings, ConsentPoint.PLACE)
    assert not is_confirmed(standings, ConsentPoint.FLOW_DOWN)
    assert is_confirmed(standings, ConsentPoint.ITEMS)


def test_the_clauses_and_the_necessity_apply_to_every_subcontract():
    may_not_apply = [point for point in ConsentPoint if point.may_not_apply]
    assert may_not_apply == [ConsentPoint.PLACE, ConsentPoint.CERTIFICATION]


def test_consent_under_conditions_is_consent_and_a_withdrawal_is_no_decision_of_the_city():
    assert [one for one in ConsentDecision if one.gives_consent] == [
        ConsentDecision.CONSENTED,
        ConsentDecision.WITH_CONDITIONS,
    ]
    assert [one for one in ConsentDecision if not one.is_the_citys] == [ConsentDecision.WITHDRAWN]
