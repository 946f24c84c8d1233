"""再委託の承諾を決める: consent, consent under conditions, or none; with its paper and entry.

Consent is put on file as the form 「承諾を記録」 puts it: what is owed and broken follows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from app.acts import document_numbers, record
from app.acts.city import NO_CITY, setting_value
from app.acts.consent_filing import (
    DecisionSaid,
    as_safeguard,
    as_subcontract,
    file_consent,
    file_row,
)
from app.acts.consent_on_file import (
    ConsentCase,
    ConsentError,
    next_branch,
    refuse_when_closed,
    refuse_when_decided,
)
from app.acts.consent_step import Step
from app.acts.document_numbers import DocumentNumberError
from app.acts.drafts import GAP, Draft
from app.acts.loading.sheets import SAFEGUARDS, SUBCONTRACTS
from app.acts.paper_facts.consent_notice_facts import consent_notice_facts
from app.papers.decision_notice import decision_notice
from app.papers.fonts import fonts_in
from app.records import consent_requests, papers_on_file
from app.records.consent_requests import (
    Check,
    ConsentCheckRow,
    ConsentDecisionRow,
    ConsentRequestRow,
)
from audits.consent import ConsentDecision, ConsentPoint
from audits.entry import EntryKind, Snapshot
from audits.wareki import wareki
from audits.wording import CONSENT_POINT

PAPER = "consent_notice"
WITHDRAWN = "再委託承諾申請の取下げ"
LONGEST_TEXT = 2_000
FORBIDDEN = (
    "この特記事項は再委託を認めていないため、承諾できません。"
    "すでに行われていれば再委託として登録し、違反のおそれとして処理してください。"
)


def decide(step: Step, case: ConsentCase, said: DecisionSaid, font_dir: Path) -> str:
    """The document number. Raises ConsentError. The caller has locked the records."""
    refuse_when_closed(case.dossier)
    refuse_when_decided(case.request)
    if wrong := [*_wrong(case, said), *_missing(case, said)]:
        raise ConsentError(*wrong)
    session, by, at = step.session, step.by, step.at
    number = _number(step, case, said)
    digest = papers_on_file.keep(session, _paper(session, case, said, number, font_dir), at)
    row = _kept(step, case, said, number, digest)
    if said.decision.gives_consent:
        bound = (*_snapshots_of_request(case), _snapshot_of_decision(row))
        file_consent(session, case, said, number, row.branch, bound, by=by, at=at)
        _keep_conditions(step, case, said, row)
    else:
        _append(step, case, row, EntryKind.CONSENT_REFUSED, _told(case, said))
    told = f"{said.decision.value} {number}"
    step.note("decide_consent", case.number, case.request.number, told)
    return number


def withdraw(step: Step, case: ConsentCase, on: date, reason: str) -> None:
    """The contractor takes its request back, or it was put on file by mistake."""
    refuse_when_decided(case.request)
    said = DecisionSaid(ConsentDecision.WITHDRAWN, on, reason)
    if wrong := [*_wrong(case, said)]:
        raise ConsentError(*wrong)
    row = _kept(step, case, said, None, None)
    text = GAP.join((WITHDRAWN, _told(case, said)))
    _append(step, case, row, EntryKind.OTHER, text)
    step.note("withdraw_consent_request", case.number, case.request.number)


def enlist(step: Step, case: ConsentCase) -> int:
    """Puts the subcontract on file before anybody consents: the consent is owed; its branch."""
    refuse_when_closed(case.dossier)
    refuse_when_decided(case.request)
    if case.values["branch"] is not None:
        raise ConsentError(("", "この再委託は、すでに登録されています。"))
    branch = next_branch(case.dossier)
    given = as_subcontract(case, branch)
    file_row(step.session, case, SUBCONTRACTS, given, branch, by=step.by, at=step.at)
    step.note("enlist_subcontract", case.number, case.request.number, str(branch))
    return branch


def _wrong(case: ConsentCase, said: DecisionSaid) -> Iterator[tuple[str, str]]:
    if said.on > case.dossier.on:
        yield "on", "決定の日が、まだ来ていない日です。"
    if said.on < case.values["received_on"]:
        received = wareki(case.values["received_on"])
        yield "on", f"申請を受け付けた日（{received}）以後にしてください。"
    if not said.decision.gives_consent and not said.reason:
        yield "reason", "理由を入れてください。"
    texts = (said.reason, *(one.text for one in said.kept_conditions))
    if any(len(text) > LONGEST_TEXT for text in texts):
        yield "", f"理由と条件は、それぞれ{LONGEST_TEXT:,}文字以内にしてください。"


def _missing(case: ConsentCase, said: DecisionSaid) -> Iterator[tuple[str, str]]:
    """What a consent needs: clauses that allow it, its points, and conditions where there are."""
    if not said.decision.gives_consent:
        return
    if case.is_forbidden:
        yield "", FORBIDDEN
    on_file = case.on_file
    if on_file is not None and on_file["consented_on"] is not None:
        yield "", "この再委託には、すでに承諾の記録があります。申請は取り下げてください。"
    under_conditions = said.decision is ConsentDecision.WITH_CONDITIONS
    if under_conditions and not said.kept_conditions:
        yield "condition_1", "条件を入れてください。"
    if case.request.open_points and not under_conditions:
        names = "、".join(f"「{CONSENT_POINT[point]}」" for point in case.request.open_points)
        yield "", f"まだ確認していない事項があります：{names}。確認するか、条件を付けてください。"
    first, last = case.values["starts_on"], case.values["ends_on"]
    for place, one in enumerate(said.kept_conditions, 1):
        if one.due_on is not None and not first <= one.due_on <= last:
            yield f"condition_due_{place}", "再委託の期間の中の日にしてください。"


def _number(step: Step, case: ConsentCase, said: DecisionSaid) -> str:
    try:
        _, number = document_numbers.give(
            step.session,
            case.dossier.terms["department"],
            paper=PAPER,
            on=said.on,
            typed=said.number,
            by=step.by.actor,
            at=step.at,
        )
    except DocumentNumberError as refused:
        raise ConsentError(("number", str(refused))) from refused
    return number


def _paper(
    session: Session, case: ConsentCase, said: DecisionSaid, number: str, font_dir: Path
) -> bytes:
    city = setting_value(session, "city_name")
    if not city:
        raise ConsentError(("", NO_CITY))
    notice = consent_notice_facts(
        case.dossier,
        case.request,
        number=number,
        issued_on=said.on,
        consents=said.decision.gives_consent,
        conditions=tuple(one.words for one in said.kept_conditions),
        reason=said.reason,
        city_name=city,
    )
    return decision_notice(notice, fonts_in(font_dir))


def _kept(
    step: Step, case: ConsentCase, said: DecisionSaid, number: str | None, digest: str | None
) -> ConsentDecisionRow:
    branch = case.values["branch"]
    if branch is None:
        consents = said.decision.gives_consent
        branch = next_branch(case.dossier) if consents else case.values["parent_branch"]
    row: ConsentDecisionRow = consent_requests.add_row(
        step.session,
        ConsentDecisionRow(
            contract_id=case.dossier.key,
            number=case.request.number,
            branch=branch,
            decision=said.decision.value,
            on=said.on,
            reason=said.reason,
            conditions=[one.words for one in said.kept_conditions],
            document_number=number,
            paper_sha256=digest,
            written_at=step.at,
            written_by=step.by.actor,
        ),
    )
    return row


def _snapshots_of_request(case: ConsentCase) -> Iterator[Snapshot]:
    """The request, and how each of its points stood when it was decided."""
    table, request = ConsentRequestRow, case.request
    yield record.snapshot_of(table.__tablename__, request.id, request.values, table.FACTS)
    for point in ConsentPoint:
        if point in request.checks:
            yield _snapshot_of_check(request.number, point, request.checks[point])


def _snapshot_of_check(number: int, point: ConsentPoint, check: Check) -> Snapshot:
    table = ConsentCheckRow
    values = {
        "number": number,
        "point": point.value,
        "standing": check.standing.value,
        "remark": check.remark,
        "on": check.on,
        "written_by": check.by,
    }
    return record.snapshot_of(table.__tablename__, check.id, values, table.FACTS)


def _values(row: ConsentDecisionRow) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ConsentDecisionRow.FACTS}


def _snapshot_of_decision(row: ConsentDecisionRow) -> Snapshot:
    table = ConsentDecisionRow
    return record.snapshot_of(table.__tablename__, row.id, _values(row), table.FACTS)


def _keep_conditions(
    step: Step, case: ConsentCase, said: DecisionSaid, row: ConsentDecisionRow
) -> None:
    """Each is a commitment of the subcontract; what they are stands in the record."""
    conditions = said.kept_conditions
    if not conditions:
        return
    known = {one.values["number"] for one in case.dossier.safeguards if one.branch == row.branch}
    free = (name for n in range(1, 1_000) if (name := f"条件-{n}") not in known)
    names = []
    for one, name in zip(conditions, free, strict=False):
        names.append(name)
        given = as_safeguard(case, row.branch, name, one)
        file_row(step.session, case, SAFEGUARDS, given, row.branch, by=step.by, at=step.at)
    told = [f"{name} {one.words}" for name, one in zip(names, conditions, strict=True)]
    text = GAP.join(("再委託承諾の条件", *told))
    _append(step, case, row, EntryKind.OTHER, text)


def _told(case: ConsentCase, said: DecisionSaid) -> str:
    return GAP.join((case.values["contractor"], said.reason))


def _append(
    step: Step, case: ConsentCase, row: ConsentDecisionRow, kind: EntryKind, text: str
) -> None:
    fields: Sequence[str] = ConsentDecisionRow.FACTS
    draft = Draft(
        row.decision,
        kind,
        row.on,
        text,
        tuple(fields),
        other_party=case.dossier.contract.prime.contractor or "",
        officer=step.by.name,
        method="書面" if row.paper_sha256 else "",
        place=row.document_number or "",
    )
    table = ConsentDecisionRow.__tablename__
    act = record.Act(
        case.number,
        row.branch,
        draft,
        table,
        row.id,
        row.id,
        _values(row),
        rests_on=tuple(_snapshots_of_request(case)),
        evidence=(row.paper_sha256,) if row.paper_sha256 else (),
    )
    record.append(step.session, [act], by=step.by.actor, at=step.at)
