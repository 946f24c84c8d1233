"""受持ちの木: how deep a subcontract lies, also where the tree is damaged."""

from __future__ import annotations

import pytest

from audits.engagement_tree import ancestors, tier_of, tier_words

THREE_TIERS = {1: 0, 2: 1, 3: 2, 4: 0}


@pytest.mark.parametrize(("branch", "tier"), [(0, 0), (1, 1), (2, 2), (3, 3), (4, 1)])
def test_the_tier_counts_the_hands_that_the_work_went_through(branch, tier):
    assert tier_of(THREE_TIERS, branch) == tier


def test_those_above_come_the_nearest_first_and_the_contractor_last():
    assert list(ancestors(THREE_TIERS, 3)) == [2, 1, 0]


def test_a_ring_is_walked_once():
    assert list(ancestors({1: 2, 2: 3, 3: 1}, 1)) == [2, 3]
    assert list(ancestors({1: 1}, 1)) == []


def test_whoever_has_nobody_named_above_it_was_engaged_by_the_contractor():
    assert list(ancestors({}, 7)) == [0]


def test_every_tier_has_its_word():
    assert [tier_words(n) for n in range(5)] == [
        "受託者",
        "再委託",
        "再々委託",
        "4次の委託",
        "5次の委託",
    ]
