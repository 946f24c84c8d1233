"""条項に反したこと: findings whose cause is a clause, and violations of what a clause asks for.

Open ones make the clause 否 whatever else is on file; those put right or settled stay to be seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from audits.clause_cell import Cell, Source, SourceKind, Standing
from audits.clause_matrix.ground import Broken, Ground
from audits.due import State
from audits.finding import Finding
from audits.fiscal_year import FiscalYear
from audits.kind import Kind
from audits.rule import Rule
from audits.words import folded
from checklists.clause import Clause

# What a rule's breach says about which topic; the other rules are about the contract's own terms.
TOPIC_OF: Mapping[Rule, str] = {
    Rule.SUBCONTRACTING_FORBIDDEN: "subcontracting",
    Rule.SUBCONTRACT_WITHOUT_CONSENT: "subcontracting",
    Rule.CONSENT_AFTER_START: "subcontracting",
    Rule.FLOW_DOWN_MISSING: "flow_down",
    Rule.DATA_BEFORE_HANDLER_REPORT: "handlers",
    Rule.ERASURE_BEFORE_HANDOVER: "return_and_erasure",
    Rule.NOT_ON_SITE_WITHOUT_REASON: "inspection",
    Rule.NOT_ON_SITE_TWO_YEARS: "inspection",
}
# A subcontract breaks what its parent's clause set says.
OF_PARENT = frozenset(
    {
        Rule.SUBCONTRACTING_FORBIDDEN,
        Rule.SUBCONTRACT_WITHOUT_CONSENT,
        Rule.CONSENT_AFTER_START,
        Rule.FLOW_DOWN_MISSING,
    }
)
# The breach in a few signs, and what it is about (the basis of the violation stands for {}).
WORDS_OF: Mapping[Rule, tuple[str, str]] = {
    Rule.SUBCONTRACTING_FORBIDDEN: ("禁止の再委託", "再委託先"),
    Rule.SUBCONTRACT_WITHOUT_CONSENT: ("承諾なし", "再委託先"),
    Rule.CONSENT_AFTER_START: ("承諾遅れ", "再委託先"),
    Rule.FLOW_DOWN_MISSING: ("明記なし", "再委託先"),
    Rule.DATA_BEFORE_HANDLER_REPORT: ("報告前の提供", "データ {}"),
    Rule.ERASURE_BEFORE_HANDOVER: ("日付の逆転", "データ {}"),
    Rule.NOT_ON_SITE_WITHOUT_REASON: ("理由なし", "調査 {}"),
    Rule.NOT_ON_SITE_TWO_YEARS: ("実地なし", "二年度"),
}
BETWEEN_CAUSES = re.compile(r"[、,，・/／;\n]")
A_NUMBER = re.compile(r"(?:特記事項)?第?([0-9]{1,3})(?:条|項|号|番)?")


def troubles(ground: Ground, clause: Clause, year: FiscalYear) -> Iterator[Cell]:
    """A cell for each finding and each violation that speaks of the clause in the year."""
    for finding in ground.engagement.findings:
        if _is_of(ground, finding, year) and clause.number in named_by(ground, finding):
            yield _of_finding(ground, finding)
    for broken in ground.broken:
        if _concerns(ground, broken, clause) and _year_of(ground, broken) == year:
            yield _of_violation(ground, broken)


def named_by(ground: Ground, finding: Finding) -> frozenset[int]:
    """The clauses that a finding's cause names, by number or by heading: 8, 第8項, 8・18, 教育."""
    clauses = ground.engagement.clause_set.clauses
    numbers = {str(clause.number): clause.number for clause in clauses}
    headings = {folded(clause.heading): clause.number for clause in clauses}
    found = set()
    for cause in _causes(ground, finding):
        match = A_NUMBER.fullmatch(re.sub(r"\s", "", cause))
        number = numbers.get(match[1].lstrip("0")) if match else headings.get(cause)
        if number is not None:
            found.add(number)
    return frozenset(found)


def is_placed(ground: Ground, finding: Finding) -> bool:
    """Whether it is clear what a finding is about: a clause, or a safeguard of the engagement."""
    safeguards = {folded(safeguard.number) for safeguard in ground.engagement.safeguards}
    causes = set(_causes(ground, finding))
    return bool(named_by(ground, finding) or causes & safeguards)


def _causes(ground: Ground, finding: Finding) -> Iterator[str]:
    text = ground.file.causes.get((ground.branch, finding.name), "")
    return filter(None, map(folded, BETWEEN_CAUSES.split(text)))


def _is_of(ground: Ground, finding: Finding, year: FiscalYear) -> bool:
    if finding.inspected_on is not None:
        return finding.inspected_on <= ground.on and ground.year_of(finding.inspected_on) == year
    # Its visit has no day on file: it stands in the year that its name says, once that has begun.
    return FiscalYear(finding.fiscal_year) == year and ground.has_begun(year)


def _of_finding(ground: Ground, finding: Finding) -> Cell:
    by = f"指摘 {finding.name}"
    source = Source(SourceKind.FINDING, ground.branch, finding.name)
    put_right_on = ground.known(finding.put_right_on)
    if put_right_on is not None:
        return Cell(Standing.CONFIRMED_LATE, "否・是正済", put_right_on, by, source)
    state = ground.state_of(Kind.CORRECTIVE_ACTION, finding.name)
    if state is State.WAIVED:
        return Cell(Standing.WAIVED, "否・免除", finding.inspected_on, by, source)
    if state is State.MISSED:
        return Cell(Standing.MISSED, "否・未実施", finding.inspected_on, by, source)
    return Cell(Standing.NOT_MET, "否・未是正", finding.inspected_on, by, source)


def _concerns(ground: Ground, broken: Broken, clause: Clause) -> bool:
    topic = TOPIC_OF.get(broken.rule)
    own = (broken.branch == ground.branch) is not (broken.rule in OF_PARENT)
    return topic is not None and own and clause in ground.engagement.clause_set.clauses_on(topic)


def _year_of(ground: Ground, broken: Broken) -> FiscalYear:
    """That of the visit, where one broke it; everything else belongs to the term."""
    of_visit = TOPIC_OF[broken.rule] == "inspection"
    return ground.year_of(broken.since) if of_visit else ground.year_in_term(broken.since)


def _of_violation(ground: Ground, broken: Broken) -> Cell:
    source = Source(SourceKind.VIOLATION, broken.branch, broken.rule.value)
    words, about = WORDS_OF[broken.rule]
    by = f"{about}{broken.branch}" if broken.rule in OF_PARENT else about.format(broken.basis)
    settled_on = ground.known(broken.settled_on)
    if settled_on is not None:
        return Cell(Standing.CONFIRMED_LATE, "処理済", settled_on, words, source)
    return Cell(Standing.NOT_MET, words, broken.since, by, source)
