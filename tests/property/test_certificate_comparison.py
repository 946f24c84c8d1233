"""Properties of the comparison of a certificate with the data on file."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from audits.certificate_comparison import (
    MOST,
    ComparisonError,
    FiledErasure,
    Match,
    Point,
    Stated,
    differences,
    folded_numbers,
    matched,
    read_count,
)

words = st.text(max_size=40)
counts = st.none() | st.integers(0, MOST)
filed = st.builds(FiledErasure, words, counts, counts, counts)
stated = st.builds(Stated, words, counts)
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


class TestCounts:
    """Numbers are compared as numbers."""

    @given(st.integers(0, MOST))
    def test_a_count_is_read_back_from_every_way_of_writing_it(self, count):
        for typed in (str(count), f"{count:,}", f"{count:,}".translate(WIDE), f"{count} 件"):
            assert read_count(typed) == count

    @given(st.text())
    def test_any_text_is_a_count_within_bounds_or_a_blank_or_refused(self, typed):
        try:
            count = read_count(typed)
        except ComparisonError:
            count = None
        assert count is None or 0 <= count <= MOST


class TestMediumNumbers:
    """Widths, blanks and commas are folded."""

    @given(words)
    def test_folding_what_was_folded_changes_nothing(self, typed):
        once = folded_numbers(typed)
        assert folded_numbers("、".join(once)) == tuple(sorted(once))

    @given(st.lists(st.from_regex(r"[A-Z]{1,3}-[0-9]{1,4}", fullmatch=True)), st.randoms())
    def test_neither_order_nor_separators_matter(self, numbers, random):
        shuffled = random.sample(numbers, len(numbers))
        one, other = FiledErasure("、".join(numbers)), Stated("　".join(shuffled))
        assert differences(one, other) == ()


class TestMatches:
    """一致 is never said of what differs."""

    @given(filed)
    def test_a_certificate_that_says_what_is_on_file_differs_at_most_by_what_the_file_says(
        self, one
    ):
        assert set(differences(one, one.as_stated)) <= {Point.REMAINDER}

    @given(filed, stated, st.none() | st.sampled_from(Match), words)
    def test_what_differs_is_never_the_same(self, one, other, chosen, reason):
        try:
            found = matched(one, other, chosen, reason)
        except ComparisonError:
            assert chosen in (Match.SAME, Match.READ_AS_SAME)
            return
        if found is Match.SAME:
            assert differences(one, other) == ()
        if found is Match.READ_AS_SAME:
            assert reason.strip()
        assert chosen in (None, found)
