"""頁の中の場所: the one spelling of each place on the contract page that links lead to."""

from __future__ import annotations


def inspection(branch: int, fiscal_year: int, round_: int) -> str:
    return _place("inspection", branch, fiscal_year, round_)


def finding(branch: int, fiscal_year: int, round_: int, number: str) -> str:
    return _place("finding", branch, fiscal_year, round_, number)


def certificate(branch: int, number: str) -> str:
    return _place("certificate", branch, number)


def data(branch: int, number: str) -> str:
    return _place("data", branch, number)


def branch(branch_: int) -> str:
    return _place("branch", branch_)


def entry(number: int) -> str:
    return _place("entry", number)


def safeguard(branch: int, number: str) -> str:
    return _place("safeguard", branch, number)


def check(safeguard_: str, number: int) -> str:
    """A check of a connection's safeguard, on the page of the connection."""
    return _place("check", safeguard_, number)


def matter(number: str) -> str:
    return _place("matter", number)


def clause(branch: int, number: int, fiscal_year: int) -> str:
    """A cell of the matrix clause × fiscal year."""
    return _place("clause", branch, number, fiscal_year)


def _place(*parts: str | int) -> str:
    # Numbers are typed by people: an id must not hold a blank, everything else may stay.
    return "-".join("_".join(str(part).split()) for part in parts)
