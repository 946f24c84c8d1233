"""書類の頭: the contract as every paper names it, and the end of its record."""

from __future__ import annotations

from app.papers.record_page import Chain, Head, Subcontractor
from app.records.dossier import Dossier
from audits.rule import Rule
from audits.stage import stage_on
from audits.term import Term
from audits.wording import STAGE


def head(dossier: Dossier) -> Head:
    """The head of a paper on the dossier's day."""
    contract, terms = dossier.contract, dossier.terms
    return Head(
        contract_number=contract.number,
        title=terms["title"],
        contractor=terms["contractor"] or "",
        first_day=contract.term.first,
        last_day=contract.term.last,
        stage=STAGE[stage_on(contract, dossier.on)],
        people=terms["person_count"],
        department=terms["department"],
        agency=terms["agency"] or "",
        clause_set=contract.prime.clause_set.short_title,
        term_note=_term_note(dossier),
        information=_information(dossier),
        subcontractors=tuple(
            Subcontractor(filed.branch, filed.values["contractor"], filed.values["consented_on"])
            for filed in dossier.subcontracts
        ),
    )


def chain(dossier: Dossier) -> Chain:
    """The end of the record; the QR carries contract number, number of entries and hash."""
    number = len(dossier.entries)
    text = f"{dossier.contract.number},{number},{dossier.last_hash}"
    return Chain(number, dossier.last_hash, text)


def _information(dossier: Dossier) -> str:
    whose = dossier.terms["subjects"]
    what = "、".join(dossier.terms["items"])
    return "の　".join(part for part in (whose, what) if part)


def _term_note(dossier: Dossier) -> str:
    if not any(found.rule is Rule.PERIOD_MISMATCH for found in dossier.violations):
        return ""
    return f"{_length(dossier.contract.term)}。表示は{dossier.terms['stated_length']}"


def _length(term: Term) -> str:
    """Whole months where the dates make whole months, else days."""
    months = (term.last.year - term.first.year) * 12 + term.last.month - term.first.month
    after = term.last.toordinal() + 1
    for whole in (months, months + 1):
        if _months_later(term, whole) == after:
            return f"{whole}か月"
    return f"{term.days}日"


def _months_later(term: Term, months: int) -> int | None:
    place = term.first.year * 12 + term.first.month - 1 + months
    try:
        return term.first.replace(year=place // 12, month=place % 12 + 1).toordinal()
    except ValueError:
        return None
