"""再委託の承諾を決める: consent, consent under conditions, or none; with its paper and entry.

Consent is put on file as the form 「承諾を記録」 puts it: what is owed and broken follows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from app.acts import document_numbers, operation_log, record
from app.acts.city import setting_value
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
    subcontract_of,
)
from app.acts.document_numbers import DocumentNumberError
from app.acts.drafts import GAP, Draft
from app.acts.loading.sheets import SAFEGUARDS, SUBCONTRACTS
from app.acts.paper_facts.consent_notice_facts import consent_notice_facts
from app.papers.consent_notice import consent_notice
from app.papers.fonts import fonts_in
from app.records import consent_requests, papers_on_file
from app.records.consent_requests import ConsentDecisionRow, ConsentRequestRow
from app.records.people import Person
from audits.consent import ConsentDecision
from audits.entry import EntryKind, Snapshot
from audits.wareki import wareki
from audits.wording import CONSENT_POINT

PAPER = "consent_notice"
LONGEST_TEXT = 2_000
NO_CITY = "市の名前が設定されていないため、差出人が書けません。管理者に伝えてください。"
FORBIDDEN = (
    "この特記事項は再委託を認めていないため、承諾できません。"
    "すでに行われていれば再委託として登録し、違反のおそれとして処理してください。"
)


def decide(
    session: Session,
    case: ConsentCase,
    said: DecisionSaid,
    font_dir: Path,
    *,
    by: Person,
    at: datetime,
) -> str:
    """The document number. Raises ConsentError. The caller has locked the records."""
    refuse_when_closed(case.dossier)
    refuse_when_decided(case.request)
    if wrong := [*_wrong(case, said), *_missing(case, said)]:
        raise ConsentError(*wrong)
    number = _number(session, case, said, by=by, at=at)
    digest = papers_on_file.keep(session, _paper(session, case, said, number, font_dir), at)
    row = _kept(session, case, said, number, digest, by=by, at=at)
    bound = (_snapshot_of_request(case), _snapshot_of_decision(row))
    if said.decision.gives_consent:
        file_consent(session, case, said, number, row.branch, bound, by=by, at=at)
        _keep_conditions(session, case, said, row, by=by, at=at)
    else:
        _write_refusal(session, case, said, row, by=by, at=at)
    _note(session, "decide_consent", case, f"{said.decision.value} {number}", by=by, at=at)
    return number


def withdraw(
    session: Session, case: ConsentCase, on: date, reason: str, *, by: Person, at: datetime
) -> None:
    """The contractor takes its request back, or it was put on file by mistake."""
    refuse_when_decided(case.request)
    said = DecisionSaid(ConsentDecision.WITHDRAWN, on, reason)
    if wrong := [*_wrong(case, said)]:
        raise ConsentError(*wrong)
    _kept(session, case, said, None, None, by=by, at=at)
    _note(session, "withdraw_consent_request", case, "", by=by, at=at)


def enlist(session: Session, case: ConsentCase, *, by: Person, at: datetime) -> int:
    """Puts the subcontract on file before anybody consents: the consent is owed; its branch."""
    refuse_when_closed(case.dossier)
    refuse_when_decided(case.request)
    if case.values["branch"] is not None:
        raise ConsentError(("", "この再委託は、すでに登録されています。"))
    branch = next_branch(case.dossier)
    file_row(session, case, SUBCONTRACTS, as_subcontract(case, branch), branch, by=by, at=at)
    _note(session, "enlist_subcontract", case, str(branch), by=by, at=at)
    return branch


def _wrong(case: ConsentCase, said: DecisionSaid) -> Iterator[tuple[str, str]]:
    if said.on > case.dossier.on:
        yield "on", "決定の日が、まだ来ていない日です。"
    if said.on < case.values["received_on"]:
        received = wareki(case.values["received_on"])
        yield "on", f"申請を受け付けた日（{received}）以後にしてください。"
    if not said.decision.gives_consent and not said.reason:
        yield "reason", "理由を入れてください。"
    texts = (said.reason, *(one.text for one in said.conditions))
    if any(len(text) > LONGEST_TEXT for text in texts):
        yield "", f"理由と条件は、それぞれ{LONGEST_TEXT:,}文字以内にしてください。"


def _missing(case: ConsentCase, said: DecisionSaid) -> Iterator[tuple[str, str]]:
    """What a consent needs: clauses that allow it, its points, and conditions where there are."""
    if not said.decision.gives_consent:
        return
    if case.is_forbidden:
        yield "", FORBIDDEN
    branch = case.values["branch"]
    on_file = subcontract_of(case.dossier, branch) if branch is not None else None
    if on_file is not None and on_file["consented_on"] is not None:
        yield "", "この再委託には、すでに承諾の記録があります。申請は取り下げてください。"
    under_conditions = said.decision is ConsentDecision.WITH_CONDITIONS
    if under_conditions and not said.conditions:
        yield "condition_1", "条件を入れてください。"
    if case.request.open_points and not under_conditions:
        names = "、".join(f"「{CONSENT_POINT[point]}」" for point in case.request.open_points)
        yield "", f"まだ確認していない事項があります：{names}。確認するか、条件を付けてください。"
    first, last = case.values["starts_on"], case.values["ends_on"]
    for place, one in enumerate(said.conditions, 1):
        if one.due_on is not None and not first <= one.due_on <= last:
            yield f"condition_due_{place}", "再委託の期間の中の日にしてください。"


def _number(
    session: Session, case: ConsentCase, said: DecisionSaid, *, by: Person, at: datetime
) -> str:
    try:
        _, number = document_numbers.give(
            session,
            case.dossier.terms["department"],
            paper=PAPER,
            on=said.on,
            typed=said.number,
            by=by.actor,
            at=at,
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
    return consent_notice(notice, fonts_in(font_dir))


def _kept(
    session: Session,
    case: ConsentCase,
    said: DecisionSaid,
    number: str | None,
    digest: str | None,
    *,
    by: Person,
    at: datetime,
) -> ConsentDecisionRow:
    branch = case.values["branch"]
    if branch is None:
        consents = said.decision.gives_consent
        branch = next_branch(case.dossier) if consents else case.values["parent_branch"]
    row: ConsentDecisionRow = consent_requests.add_row(
        session,
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
            written_at=at,
            written_by=by.name,
        ),
    )
    return row


def _snapshot_of_request(case: ConsentCase) -> Snapshot:
    table, request = ConsentRequestRow, case.request
    return record.snapshot_of(table.__tablename__, request.id, request.values, table.FACTS)


def _values(row: ConsentDecisionRow) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ConsentDecisionRow.FACTS}


def _snapshot_of_decision(row: ConsentDecisionRow) -> Snapshot:
    table = ConsentDecisionRow
    return record.snapshot_of(table.__tablename__, row.id, _values(row), table.FACTS)


def _keep_conditions(
    session: Session,
    case: ConsentCase,
    said: DecisionSaid,
    row: ConsentDecisionRow,
    *,
    by: Person,
    at: datetime,
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
        file_row(session, case, SAFEGUARDS, given, row.branch, by=by, at=at)
    told = [f"{name} {one.words}" for name, one in zip(names, conditions, strict=True)]
    text = GAP.join(("再委託承諾の条件", *told))
    _append(session, case, row, EntryKind.OTHER, text, row.branch, by=by, at=at)


def _write_refusal(
    session: Session,
    case: ConsentCase,
    said: DecisionSaid,
    row: ConsentDecisionRow,
    *,
    by: Person,
    at: datetime,
) -> None:
    text = GAP.join((case.values["contractor"], said.reason))
    _append(session, case, row, EntryKind.CONSENT_REFUSED, text, row.branch, by=by, at=at)


def _append(
    session: Session,
    case: ConsentCase,
    row: ConsentDecisionRow,
    kind: EntryKind,
    text: str,
    branch: int,
    *,
    by: Person,
    at: datetime,
) -> None:
    fields: Sequence[str] = ConsentDecisionRow.FACTS
    draft = Draft(
        row.decision,
        kind,
        row.on,
        text,
        tuple(fields),
        other_party=case.dossier.contract.prime.contractor or "",
        officer=by.name,
        method="書面",
        place=row.document_number or "",
    )
    table = ConsentDecisionRow.__tablename__
    act = record.Act(
        case.number,
        branch,
        draft,
        table,
        row.id,
        row.id,
        _values(row),
        rests_on=(_snapshot_of_request(case),),
        evidence=(row.paper_sha256,) if row.paper_sha256 else (),
    )
    record.append(session, [act], by=by.actor, at=at)


def _note(
    session: Session, act: str, case: ConsentCase, told: str, *, by: Person, at: datetime
) -> None:
    subject = f"{case.number} 申請{case.request.number} {told}".strip()
    operation_log.note(session, by=by.actor, act=act, subject=subject, at=at)
