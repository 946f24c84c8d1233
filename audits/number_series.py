"""番号の並び: the number after the last one of a list, and many numbers said briefly."""

from __future__ import annotations

import re
from collections.abc import Sequence

LAST_DIGITS = re.compile(r"^(.*?)(\d{1,15})(\D*)$")


def number_after(known: Sequence[str], first: str) -> str:
    """What to propose after the last of these: S3 → S4, F-R8-4-02 → F-R8-4-03; or the `first`.

    The last run of digits counts, with the zeros before it; one that is taken is passed over.
    """
    found = LAST_DIGITS.match(known[-1]) if known else None
    if found is None:
        return first
    head, digits, tail = found.groups()
    number = int(digits) + 1
    while (said := f"{head}{number:0{len(digits)}d}{tail}") in known:
        number += 1
    return said


def number_ranges(numbers: Sequence[int]) -> str:
    """1～14・18, of numbers in order."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] + 1 == number:
            runs[-1].append(number)
        else:
            runs.append([number])
    return "・".join(str(r[0]) if len(r) == 1 else f"{r[0]}～{r[-1]}" for r in runs)
