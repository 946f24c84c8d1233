"""記入の番地: where something is entered by hand, named as a clerk would name it."""

from __future__ import annotations

from app.web.page_address import address


def entry_address(
    deed: str,
    number: str,
    branch: int = 0,
    *,
    key: str | None = None,
    back: str | None = None,
    **asked: str | int | None,
) -> str:
    """The form of a deed for a contract; `key` names the fact that it changes.

    `asked`: what its boxes are to propose. `back`: where it leads to when it is done.
    """
    return address(
        "entries.about",
        deed=deed,
        number=number,
        branch=branch or None,
        key=key,
        back=back,
        **asked,
    )


def comparison_address(
    number: str, branch: int, certificate: str | None, back: str | None = None
) -> str:
    """The page on which a certificate is compared line by line and confirmed."""
    return address(
        "erasures.show", number=number, branch=branch or None, key=certificate, back=back
    )


def check_address(number: str, branch: int, finding: str) -> str:
    """Where it is checked whether a finding (年度-回-指摘番号) was put right."""
    return finding_address("findings.check", number, branch, finding)


def finding_address(endpoint: str, number: str, branch: int, finding: str) -> str:
    """A page about a finding (年度-回-指摘番号)."""
    year, visit, which = (*finding.split("-", 2), "", "", "")[:3]
    return address(
        endpoint, number=number, branch=branch or None, year=year, round=visit, finding=which
    )
