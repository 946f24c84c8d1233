"""法人番号: thirteen digits, of which the first checks the others.

法人番号の指定等に関する省令2条.
"""

from __future__ import annotations

from audits.words import folded

LENGTH = 13
MODULUS = 9


def check_digit(base: str) -> int:
    """The digit that stands before these twelve: 9 less the remainder of their weighted sum by 9.

    Counted from the right, digits at odd places weigh 1 and those at even places 2.
    """
    weighed = (
        int(digit) * (2 if place % 2 == 0 else 1)
        for place, digit in enumerate(reversed(base), start=1)
    )
    return MODULUS - sum(weighed) % MODULUS


def is_thirteen_digits(number: str) -> bool:
    return len(number) == LENGTH and number.isascii() and number.isdigit()


def complaint(number: str) -> str | None:
    """A sentence on what cannot be a 法人番号, with the digit that is expected; None if it can."""
    plain = folded(number)
    if not is_thirteen_digits(plain):
        return f"法人番号は{LENGTH}桁の数字です。「{plain[:40]}」を確かめてください。"
    expected = check_digit(plain[1:])
    if int(plain[0]) != expected:
        return (
            f"法人番号「{plain}」は、先頭の検査用数字が合いません。後ろの12桁が正しければ、"
            f"先頭は{expected}です。番号を確かめてください。"
        )
    return None
