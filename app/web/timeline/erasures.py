"""返還・消去の列: what came back or was erased, its confirmation, and what is still owed of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from app.records.dossier import Dossier
from app.records.filed import Filed
from app.web.timeline.events import HAPPENED, UNFINISHED, Event, happened, owed
from audits.due import OPEN_STATES
from audits.erasure import Disposal
from audits.kind import Kind
from audits.safeguard import NoteKind
from audits.wording import DISPOSAL

NAMED = 2  # so many numbers of data stand in words, more are counted
OWED = {
    Kind.DATA_DISPOSAL: "不要データ",
    Kind.ERASURE_CERTIFICATE: "消去",
    Kind.ERASURE_CONFIRMATION: "消去の確認",
    Kind.BACKUP_EXPIRY: "控えの消滅",
}


def erasures(found: Dossier) -> list[Event]:
    """Past and coming; the due items of several engagements with the same words are one."""
    events = [*_disposals(found), *_confirmed(found), *_without_data(found)]
    for item in found.owed(*OWED):
        if item.state in OPEN_STATES:
            events.append(owed(item, OWED[item.kind]))
    return events


def _disposals(found: Dossier) -> Iterator[Event]:
    together: dict[tuple[date, str, bool], list[str]] = defaultdict(list)
    for filed in found.disposals:
        values = filed.values
        key = (values["on"], values["disposal"], _is_waiting(found, filed))
        together[key].append(values["data_number"])
    for (day, way, waiting), numbers in together.items():
        words = f"{numbered(numbers)} {DISPOSAL[Disposal(way)]}"
        if waiting:
            yield happened(day, f"証明書待ち {words}", found.on, UNFINISHED)
        else:
            yield happened(day, words, found.on, HAPPENED)


def _is_waiting(found: Dossier, filed: Filed) -> bool:
    """An erasure whose certificate has not come."""
    if filed.values["disposal"] != Disposal.ERASED.value:
        return False
    received = {
        certificate.values["number"]
        for certificate in found.certificates
        if certificate.branch == filed.branch and certificate.values["received_on"] <= found.on
    }
    return filed.values["certificate_number"] not in received


def numbered(numbers: Sequence[str]) -> str:
    """D1・D2; of more the first and how many others."""
    if len(numbers) <= NAMED:
        return "・".join(numbers)
    return f"{numbers[0]}ほか{len(numbers) - 1}件"


def _confirmed(found: Dossier) -> Iterator[Event]:
    for filed in found.certificates:
        confirmed, gone = filed.values["confirmed_on"], filed.values["backup_gone_on"]
        if confirmed is not None and confirmed <= found.on:
            yield happened(confirmed, "消去の確認", found.on)
        if gone is not None and gone <= found.on:
            yield happened(gone, "控えの消滅", found.on)


def _without_data(found: Dossier) -> Iterator[Event]:
    for engagement in found.contract.engagements:
        stated = [note.on for note in engagement.notes if note.kind is NoteKind.NO_DATA]
        if stated and not engagement.data and min(stated) <= found.on:
            yield happened(min(stated), "対象データなし", found.on)
