"""消去確認書と証明書に載せる事実: what is on file of an engagement's erasure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from app.acts.certificate_on_file import acts_about, erasures_of, filed_erasure
from app.acts.counts_on_file import count_words, counts_on_file
from app.acts.media_on_file import still_out
from app.acts.paper_facts.comparison_paper import (
    compared_lines,
    count_check,
    line_of_nothing,
    match_words,
    medium_check,
    reasons,
    signed_by,
    stated_words,
)
from app.acts.paper_facts.head import chain, head
from app.acts.paper_facts.left_paper import data_out, left_data, method_check, notes, verdict
from app.papers.erasure_page import (
    DIFFERENT,
    DIFFERS,
    DOCUMENT_ONLY,
    MATCHES,
    MET,
    NOT_MET,
    ON_SITE,
    PHOTOGRAPHS,
    UNCONFIRMED,
    WITNESSED,
    Backup,
    Certificate,
    CertificateForm,
    Checks,
    Confirmation,
    ErasedData,
    ErasurePaper,
    ToldCounts,
)
from app.records.dossier import Dossier
from audits import erasure
from audits.certificate_comparison import Kept
from audits.disposal_counts import DisposedCounts
from audits.engagement import PRIME_BRANCH
from audits.erasure_methods import DEFAULT_METHODS, Methods
from audits.kind import Kind

WAYS: Mapping[str, str] = {
    erasure.Confirmation.WITNESSED.value: WITNESSED,
    erasure.Confirmation.ON_SITE.value: ON_SITE,
    erasure.Confirmation.PHOTOGRAPH.value: PHOTOGRAPHS,
    erasure.Confirmation.DOCUMENT.value: DOCUMENT_ONLY,
}
BACKUP = "控え（バックアップ）"
NOTHING_COMPARED: Mapping[tuple[str, str], Kept] = {}


def erasure_papers(
    dossier: Dossier,
    branch: int,
    compared: Mapping[tuple[str, str], Kept] = NOTHING_COMPARED,
    table: Methods = DEFAULT_METHODS,
) -> list[ErasurePaper]:
    """One 消去確認書 a certificate of the engagement; a blank one where none was received.

    `compared`: how the lines were compared, by the certificate's and the data's number; `table`:
    the methods that the city accepts.
    """
    certificates = [f for f in dossier.certificates if f.branch == branch]
    papers = [_paper(dossier, branch, f.values, compared, table) for f in certificates]
    return papers or [_blank(dossier)]


def certificate_form(dossier: Dossier, branch: int, city_name: str) -> CertificateForm:
    """The contractor's blank certificate, filled in with the data that is still out."""
    due = [i for i in dossier.owed(Kind.ERASURE_CERTIFICATE) if i.branch == branch]
    return CertificateForm(
        addressee=f"{city_name}長" if city_name else dossier.terms["agency"] or "",
        head=head(dossier),
        branch_words="受託者" if branch == PRIME_BRANCH else f"再委託先{branch}",
        address="",
        representative="",
        data=tuple(data_out(still_out(dossier, branch))),
        due_on=due[0].due_on if due else None,
        chain=chain(dossier),
    )


def _blank(dossier: Dossier) -> ErasurePaper:
    none = Certificate("")
    return ErasurePaper(head(dossier), none, (), chain(dossier), signers=_signers(dossier))


def _signers(dossier: Dossier) -> tuple[str, str]:
    return dossier.terms["department"], dossier.terms["department"]


def _paper(
    dossier: Dossier,
    branch: int,
    values: Mapping[Any, Any],
    compared: Mapping[tuple[str, str], Kept],
    table: Methods,
) -> ErasurePaper:
    number = values["number"]
    left = list(still_out(dossier, branch))
    said, partly = verdict(values, left)
    lines = compared_lines(dossier, branch, values, compared)
    read = lines
    if not any(erasures_of(dossier, branch, number)):
        read = line_of_nothing(number, compared)
    due = [i for i in dossier.owed(Kind.ERASURE_CONFIRMATION) if i.basis == number]
    data = tuple(_erased(dossier, branch, number, lines))
    noted = notes(dossier, branch, number, table)
    return ErasurePaper(
        head=head(dossier),
        certificate=Certificate(
            number,
            values["issued_on"],
            values["received_on"],
            next((item.due_on for item in due if item.branch == branch), None),
            values["responsible_position"] or "",
        ),
        data=data,
        chain=chain(dossier),
        verdict=said,
        confirmed_on=values["confirmed_on"],
        count_left=_count_left(dossier, branch, data),
        checks=Checks(
            medium_number=medium_check(lines),
            count=count_check(lines) if lines else _count_check(data),
            method=method_check(dossier, branch, number, table),
            backups=_backup_check(values),
        ),
        confirmation=Confirmation(
            WAYS.get(values["confirmation"] or "", ""), persons=values["officer"] or ""
        ),
        backups=tuple(_backups(values)),
        remarks="\n".join(part for part in (reasons(lines), *noted) if part),
        signers=_signers(dossier),
        signed_by=signed_by(read, values["officer"] if values["confirmed_on"] else None),
        left=tuple(left_data(left)),
        left_on=dossier.on,
        partly=partly,
    )


def _erased(
    dossier: Dossier, branch: int, certificate: str, lines: Mapping[str, Kept | None]
) -> Iterator[ErasedData]:
    """Each erasure; below the last one of an item what went each way, and what is certified."""
    data = {f.values["number"]: f.values for f in dossier.data if f.branch == branch}
    acts = list(erasures_of(dossier, branch, certificate))
    last = {act["data_number"]: act for act in acts}
    counted = {of["number"]: _counts(dossier, branch, of) for of in data.values()}
    for act in acts:
        of = data[act["data_number"]]
        counts, is_last = counted[of["number"]], last[of["number"]] is act
        yield ErasedData(
            number=of["number"],
            name=of["name"],
            medium="、".join(of["media"]),
            medium_number=filed_erasure(dossier, branch, certificate, of).medium_numbers,
            count_out=of["count"],
            count_erased=act["count"],
            erased_on=act["on"],
            method=act["means"] or "",
            match=match_words(lines[of["number"]]) if lines else _match_of(counts),
            stated=stated_words(lines.get(of["number"])) if is_last else None,
            told=_told(counts, act["count"]) if is_last else None,
        )


def _counts(dossier: Dossier, branch: int, of: Mapping[Any, Any]) -> DisposedCounts:
    gone = (filed.values for filed in dossier.disposals if filed.branch == branch)
    return counts_on_file(of, acts_about(gone, of["number"]))


def _match_of(counts: DisposedCounts) -> str:
    """Where nobody has compared, the counts on file have to do."""
    if counts.agree is None:
        return ""
    return MATCHES if counts.agree else DIFFERS


def _told(counts: DisposedCounts, count: int | None) -> ToldCounts | None:
    """What went each way, where the row of the last erasure does not say all of it."""
    if [(one.way, one.count) for one in counts.ways] == [(erasure.Disposal.ERASED, count or 0)]:
        return None
    match = "" if counts.agree is None else (MATCHES if counts.agree else DIFFERENT)
    return ToldCounts(count_words(counts).ways, match)


def _count_left(dossier: Dossier, branch: int, data: tuple[ErasedData, ...]) -> int | None:
    numbers = {item.number for item in data}
    items = (f.values for f in dossier.data if f.branch == branch)
    left = [_counts(dossier, branch, of).left for of in items if of["number"] in numbers]
    known = [count for count in left if count is not None]
    return sum(known) if known and len(known) == len(left) else None


def _count_check(data: tuple[ErasedData, ...]) -> str:
    if any(item.match == DIFFERS for item in data):
        return NOT_MET
    return MET if data and all(item.match == MATCHES for item in data) else ""


def _backup_check(values: Mapping[Any, Any]) -> str:
    if values["backup_gone_on"]:
        return MET
    return UNCONFIRMED if values["backup_expires_on"] else ""


def _backups(values: Mapping[Any, Any]) -> Iterator[Backup]:
    if values["backup_expires_on"]:
        expires_on, gone_on = values["backup_expires_on"], values["backup_gone_on"]
        yield Backup(BACKUP, expires_on, gone_on=gone_on)
