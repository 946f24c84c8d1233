"""Page numbers from the address lead to a page that is there."""

from __future__ import annotations

import pytest

from app.web.paging import Page


@pytest.mark.parametrize(("asked", "shown"), [(1, 1), (3, 3), (10**9, 3), (0, 1), (-5, 1)])
def test_a_page_that_is_not_there_is_the_nearest_one(asked, shown):
    assert Page(asked, 50, 120).number == shown


def test_the_last_page_holds_the_rest():
    page = Page(3, 50, 120)
    assert (page.offset, page.first, page.last) == (100, 101, 120)


@pytest.mark.parametrize(("total", "pages"), [(0, 1), (1, 1), (50, 1), (51, 2), (100, 2), (101, 3)])
def test_a_full_page_is_not_followed_by_an_empty_one(total, pages):
    assert Page(1, 50, total).pages == pages


def test_an_empty_list_has_a_page_without_rows():
    page = Page(7, 50, 0)
    assert (page.number, page.offset, page.first, page.last) == (1, 0, 0, 0)


@pytest.mark.parametrize(
    ("number", "pages", "shown"),
    [
        (1, 1, [1]),
        (1, 4, [1, 2, 3, 4]),
        (1, 5, [1, 2, None, 5]),
        (2, 4, [1, 2, 3, 4]),
        (10, 25, [1, None, 9, 10, 11, None, 25]),
        (4, 25, [1, 2, 3, 4, 5, None, 25]),  # a gap of one page is no shorter than its number
        (25, 25, [1, None, 24, 25]),
    ],
)
def test_the_first_the_last_and_the_neighbours_are_named(number, pages, shown):
    assert Page(number, 50, pages * 50).window == shown
