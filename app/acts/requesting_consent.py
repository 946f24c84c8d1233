"""再委託承諾申請を受ける: puts a request on file, puts it right, and notes what was confirmed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from app.acts import publishing
from app.acts.consent_on_file import (
    ConsentCase,
    ConsentError,
    branches_of,
    refuse_when_closed,
    refuse_when_decided,
    subcontract_of,
)
from app.acts.consent_step import Step
from app.records import consent_requests, revisions
from app.records.consent_requests import ConsentCheckRow, ConsentRequest, ConsentRequestRow
from app.records.dossier import Dossier
from app.records.people import Person
from audits.consent import ConsentPoint, PointStanding

LONGEST_NAME, LONGEST_TEXT, MOST_WORDS = 200, 4_000, 100
TEXTS = ("description", "reason", "workplace", "certification", "security", "supervision")
NAMES = ("contractor", "address", "representative")
# What is confirmed is confirmed of this company, at this place, with these items, for this time.
CONFIRMED_OF = (
    *("parent_branch", "contractor", "corporate_number", "address", "workplace"),
    *("starts_on", "ends_on", "items", "media", "clause_set"),
)


@dataclass(frozen=True, slots=True)
class RequestSaid:
    """What a request says (practice.md F6); `branch` None: a subcontract not on file yet."""

    branch: int | None
    parent_branch: int
    received_on: date
    contractor: str
    corporate_number: str | None
    address: str
    representative: str
    description: str
    reason: str
    starts_on: date
    ends_on: date
    items: tuple[str, ...]
    media: tuple[str, ...]
    workplace: str
    certification: str
    security: str
    supervision: str
    clause_set: str


@dataclass(frozen=True, slots=True)
class PointSaid:
    """What somebody says of one point."""

    standing: PointStanding
    remark: str


NOT_CONFIRMED = PointSaid(PointStanding.OPEN, "")


def register(step: Step, found: Dossier, said: RequestSaid) -> int:
    """Puts a new request on file; its number. The caller has locked the records."""
    refuse_when_closed(found)
    _check(step.session, found, said, None)
    number = consent_requests.next_number(step.session, found.key)
    _add(step, found, number, said, None)
    step.note("register_consent_request", found.contract.number, number)
    return number


def number_of(session: Session, found: Dossier, said: RequestSaid, *, by: Person) -> int:
    """The number of the request that this person has put on file saying this."""
    return consent_requests.number_of(session, found.key, _values(said), by.actor)


def put_right(step: Step, case: ConsentCase, said: RequestSaid) -> int:
    """A new revision of a request that nobody has decided on.

    How many points stand open again: what was confirmed of another company or place says nothing.
    """
    refuse_when_closed(case.dossier)
    refuse_when_decided(case.request)
    _check(step.session, case.dossier, said, case.request)
    revise(step, case, said)
    reopened = _reopened(case, said)
    _keep_points(step, case, dict.fromkeys(reopened, NOT_CONFIRMED), case.dossier.on)
    told = f"{len(reopened)}件を未確認に戻した" if reopened else ""
    step.note("change_consent_request", case.number, case.request.number, told)
    return len(reopened)


def revise(step: Step, case: ConsentCase, said: RequestSaid) -> None:
    """Writes the revision, and nothing else."""
    revisions.supersede(step.session, ConsentRequestRow, [case.request.id])
    _add(step, case.dossier, case.request.number, said, case.request)


def note_points(
    step: Step, case: ConsentCase, said: Mapping[ConsentPoint, PointSaid], on: date
) -> int:
    """Keeps what is new about the points; how many that are."""
    refuse_when_closed(case.dossier)
    refuse_when_decided(case.request)
    _check_points(case, said, on)
    new = {point: one for point, one in said.items() if _is_new(case.request, point, one)}
    _keep_points(step, case, new, on)
    if new:
        step.note("check_consent_points", case.number, case.request.number)
    return len(new)


def _keep_points(
    step: Step, case: ConsentCase, said: Mapping[ConsentPoint, PointSaid], on: date
) -> None:
    rows = [
        ConsentCheckRow(
            contract_id=case.dossier.key,
            number=case.request.number,
            point=point.value,
            standing=one.standing.value,
            remark=one.remark,
            on=on,
            written_at=step.at,
            written_by=step.by.actor,
        )
        for point, one in said.items()
    ]
    consent_requests.add_checks(step.session, rows)


def _reopened(case: ConsentCase, said: RequestSaid) -> list[ConsentPoint]:
    """The points that somebody has confirmed of what the request says no more."""
    after = _values(said)
    if all(case.values[name] == after[name] for name in CONFIRMED_OF):
        return []
    standings = case.request.standings
    return [point for point, one in standings.items() if one is not PointStanding.OPEN]


def _is_new(request: ConsentRequest, point: ConsentPoint, said: PointSaid) -> bool:
    kept = request.checks.get(point)
    if kept is None:
        return said.standing is not PointStanding.OPEN or bool(said.remark)
    return (kept.standing, kept.remark) != (said.standing, said.remark)


def _check_points(case: ConsentCase, said: Mapping[ConsentPoint, PointSaid], on: date) -> None:
    wrong = []
    if on > case.dossier.on:
        wrong.append(("on", "確認した日が、まだ来ていない日です。"))
    for point, one in said.items():
        if len(one.remark) > LONGEST_NAME:
            wrong.append((point.value, f"備考は{LONGEST_NAME}文字以内にしてください。"))
        if one.standing is PointStanding.NOT_APPLICABLE:
            if not point.may_not_apply:
                wrong.append((point.value, "この事項は、どの再委託でも確認が必要です。"))
            elif not one.remark:
                wrong.append((point.value, "該当なしとする理由を、備考に入れてください。"))
    if wrong:
        raise ConsentError(*wrong)


def _check(
    session: Session, found: Dossier, said: RequestSaid, before: ConsentRequest | None
) -> None:
    wrong = [
        *_wrong_texts(said),
        *_wrong_days(found, said),
        *_wrong_place(found, said, before),
        *_already_asked(session, found, said, before),
    ]
    if said.clause_set not in publishing.clause_set_ids(session):
        wrong.append(("clause_set", "登録されている特記事項から選んでください。"))
    if wrong:
        raise ConsentError(*wrong)


def _wrong_texts(said: RequestSaid) -> Iterator[tuple[str, str]]:
    if not said.contractor:
        yield "contractor", "再委託先の名称を入れてください。"
    for name in NAMES:
        if len(getattr(said, name)) > LONGEST_NAME:
            yield name, f"{LONGEST_NAME}文字以内にしてください。"
    for name in TEXTS:
        if len(getattr(said, name)) > LONGEST_TEXT:
            yield name, f"{LONGEST_TEXT:,}文字以内にしてください。"
    for name in ("items", "media"):
        words = getattr(said, name)
        if len(words) > MOST_WORDS or any(len(word) > LONGEST_NAME for word in words):
            sentence = f"1行を{LONGEST_NAME}文字以内にして、{MOST_WORDS}行までにしてください。"
            yield name, sentence


def _wrong_days(found: Dossier, said: RequestSaid) -> Iterator[tuple[str, str]]:
    if said.received_on > found.on:
        yield "received_on", "受付日が、まだ来ていない日です。"
    if said.ends_on < said.starts_on:
        yield "ends_on", "終了日は、開始日以後にしてください。"


def _wrong_place(
    found: Dossier, said: RequestSaid, before: ConsentRequest | None
) -> Iterator[tuple[str, str]]:
    known = branches_of(found)
    if said.parent_branch not in known:
        yield "parent_branch", "この契約の受託者か再委託先から選んでください。"
    if said.branch is None:
        return
    subcontract = subcontract_of(found, said.branch)
    if subcontract is None or (before is not None and before.values["branch"] != said.branch):
        yield "", "この枝番の再委託がありません。"
    elif subcontract["consented_on"] is not None:
        yield "", "この再委託には、すでに承諾の記録があります。"
    elif subcontract["parent_branch"] != said.parent_branch:
        yield "parent_branch", "台帳にある再委託と、再委託した者が違います。"


def _already_asked(
    session: Session, found: Dossier, said: RequestSaid, before: ConsentRequest | None
) -> Iterator[tuple[str, str]]:
    if said.branch is None:
        return
    for one in consent_requests.requests_of(session, found.key):
        is_other = before is None or one.number != before.number
        if is_other and one.decided is None and one.values["branch"] == said.branch:
            yield "", f"この再委託には、決定を待つ申請（申請{one.number}）があります。"


def _values(said: RequestSaid) -> dict[str, Any]:
    """By the columns of the table, as it keeps them."""
    return {**asdict(said), "items": list(said.items), "media": list(said.media)}


def _add(
    step: Step, found: Dossier, number: int, said: RequestSaid, before: ConsentRequest | None
) -> None:
    publishing.publish_shipped(step.session, at=step.at)
    row = ConsentRequestRow(
        contract_id=found.key,
        number=number,
        revision=before.revision + 1 if before else 1,
        first_id=before.first_id if before else None,
        is_current=True,
        written_at=step.at,
        written_by=step.by.actor,
        **_values(said),
    )
    consent_requests.add_row(step.session, row)
