"""法人番号: the first digit checks the other twelve."""

from __future__ import annotations

import pytest

from audits.corporate_number import check_digit, complaint, is_thirteen_digits


@pytest.mark.parametrize(
    ("base", "digit"), [("700110005901", 8), ("000000000000", 9), ("000000000001", 8)]
)
def test_the_check_digit_is_nine_less_the_remainder_of_the_weighted_sum(base, digit):
    assert check_digit(base) == digit


def test_a_number_whose_first_digit_fits_is_taken_in_any_width():
    assert complaint("8700110005901") is None
    assert complaint(" ８７００１１０００５９０１ ") is None


def test_a_number_whose_first_digit_does_not_fit_is_told_the_digit_that_would():
    said = complaint("7700110005901")
    assert said is not None
    assert "先頭は8です" in said


def test_one_digit_mistyped_is_always_noticed():
    right = "8700110005901"
    for place in range(1, 13):
        for digit in "0123456789":
            typed = right[:place] + digit + right[place + 1 :]
            difference = abs(int(digit) - int(right[place]))
            if difference not in (0, 9):  # 0 and 9 are the same to a remainder by nine
                assert complaint(typed) is not None, typed


@pytest.mark.parametrize("number", ["", "870011000590", "87001100059012", "870011000590x"])
def test_what_is_no_thirteen_digits_is_told_so(number):
    assert not is_thirteen_digits(number)
    assert "13桁の数字です" in (complaint(number) or "")
