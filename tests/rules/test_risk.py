"""リスク: which points an engagement has, and why."""

from __future__ import annotations

from audits.risk import DEFAULT_WEIGHTS, Danger, Exposure, Point, risk


def reasons(exposure: Exposure, **more) -> dict[Danger, int]:
    return {reason.danger: reason.points for reason in risk(exposure, **more).reasons}


def test_a_certified_contractor_that_was_visited_and_has_few_people_has_no_points():
    assert risk(Exposure(people=999, is_certified=True)).points == 0


def test_people_count_in_steps():
    for people, points in ((None, 0), (999, 0), (1_000, 1), (10_000, 2), (100_000, 3)):
        assert risk(Exposure(people=people, is_certified=True)).points == points


def test_my_number_and_sensitive_data_weigh_more_than_a_missing_certification():
    found = risk(Exposure(has_my_number=True, is_sensitive=True))
    assert [reason.danger for reason in found.reasons] == [
        Danger.MY_NUMBER,
        Danger.SENSITIVE,
        Danger.NOT_CERTIFIED,
    ]
    assert found.points == 8


def test_a_subcontractor_of_a_subcontractor_counts_twice_and_depth_has_an_end():
    assert reasons(Exposure(depth=2, is_certified=True)) == {Danger.DEPTH: 4}
    assert reasons(Exposure(depth=9, is_certified=True)) == {Danger.DEPTH: 6}


def test_open_findings_count_three_times_at_most():
    assert reasons(Exposure(open_findings=2, is_certified=True)) == {Danger.FINDINGS: 4}
    assert reasons(Exposure(open_findings=40, is_certified=True)) == {Danger.FINDINGS: 6}


def test_a_connection_and_a_year_without_a_visit_on_site_count():
    found = risk(Exposure(is_connected=True, was_on_site=False, is_certified=True))
    assert found.reasons == (Point(Danger.NOT_ON_SITE, 1, 3), Point(Danger.CONNECTION, 1, 2))


def test_the_city_weighs_as_it_likes():
    weights = {**DEFAULT_WEIGHTS, Danger.MY_NUMBER: 0, Danger.NOT_CERTIFIED: 10}
    assert reasons(Exposure(has_my_number=True), weights=weights) == {Danger.NOT_CERTIFIED: 10}
