"""条項の確認の見出し: the matrix of one engagement, chosen in the address."""

from __future__ import annotations

from flask import abort

from app.records.contract_page import ContractPage
from app.rooms.contracts.acts_here import reaches
from app.web.asked import Asked
from app.web.clause_matrix.page import ClauseMatrixPage, clause_matrix_page
from app.web.permissions import current_person
from audits.engagement import PRIME_BRANCH
from audits.roles import Act

LONGEST_BRANCH = 6


def contents(page: ContractPage, asked: Asked) -> ClauseMatrixPage:
    """404 where the contract has no such branch."""
    branch = asked.text("branch")
    known = branch.isascii() and branch.isdigit() and len(branch) <= LONGEST_BRANCH
    if branch and not known:
        abort(404)
    every_year = asked.text("years") == "all"
    number = int(branch) if branch else PRIME_BRANCH
    drawn = clause_matrix_page(
        page.found,
        number,
        every_year=every_year,
        answers=page.answers,
        exceptions=page.exceptions,
        opens_sheets=reaches(current_person(), Act.ENTER, page.found),
    )
    return drawn or abort(404)
