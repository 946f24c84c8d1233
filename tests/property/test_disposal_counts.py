"""Properties of the counts of what became of a data item."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from audits.disposal_count_words import difference_in_words
from audits.disposal_counts import disposed_counts
from audits.erasure import Disposal

ways = st.sampled_from(Disposal)
few = st.integers(0, 20)
counted = st.lists(st.tuples(ways, few), max_size=6)
acts = st.lists(st.tuples(ways, st.none() | few), max_size=6)


class TestEveryWay:
    """Whatever the ways are, and whichever comes first."""

    @given(few, acts, st.booleans(), st.randoms())
    def test_the_order_does_not_matter(self, whole, some, left, random):
        shuffled = random.sample(some, len(some))
        one = disposed_counts(whole, some, media_are_left=left)
        assert one == disposed_counts(whole, shuffled, media_are_left=left)

    @given(few, acts, ways, few, few)
    def test_one_act_or_two_parts_of_it_the_same_way_are_the_same(self, whole, some, way, a, b):
        at_once = disposed_counts(whole, [*some, (way, a + b)])
        assert at_once == disposed_counts(whole, [*some, (way, a), (way, b)])

    @given(st.integers(1, 20), counted, ways)
    def test_another_way_that_all_of_it_went_changes_nothing(self, whole, some, way):
        assume(some and all(way is not other for other, _ in some))
        before = disposed_counts(whole, some)
        after = disposed_counts(whole, [*some, (way, whole)])
        assume(any(count for _, count in some))
        assert before.agree == after.agree

    @given(st.integers(1, 20), ways, few)
    def test_one_way_alone_agrees_only_where_it_comes_to_all(self, whole, way, count):
        assert disposed_counts(whole, [(way, count)]).agree == (count == whole)

    @given(few, acts, ways, st.booleans())
    def test_more_than_there_is_never_agrees(self, whole, some, way, left):
        counts = disposed_counts(whole, [*some, (way, whole + 1)], media_are_left=left)
        assert counts.agree is False
        assert counts.left is None

    @given(st.none() | few, acts, st.booleans())
    def test_a_sentence_stands_exactly_where_something_differs(self, whole, some, left):
        counts = disposed_counts(whole, some, media_are_left=left)
        assert bool(difference_in_words(counts)) == (counts.agree is False)

    @given(few, acts, st.booleans())
    def test_what_is_left_is_never_less_than_nothing(self, whole, some, left):
        counts = disposed_counts(whole, some, media_are_left=left)
        assert counts.left is None or 0 <= counts.left <= whole
        if counts.agree:
            assert counts.left == 0
