"""消去確認書に載せる残り: what is still out, what could not be erased, and unusual methods."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from app.acts.certificate_on_file import erasures_of
from app.acts.erasure_methods import judged_erasure
from app.acts.media_on_file import StillOut, went_back_too_early
from app.papers.erasure_page import (
    CONFIRMED,
    MET,
    NOT_MET,
    PARTLY,
    WITHOUT_BACKUPS,
    Backup,
    DataOut,
)
from app.records.dossier import Dossier
from app.records.filed import Values
from audits.erasure_methods import Fit, Methods
from audits.wareki import short_wareki
from audits.wording import FIT


def verdict(certificate: Values, left: list[StillOut]) -> tuple[str, str]:
    """判定, and what 一部未確認 leaves out: backups that remain, data and media that are left."""
    remains = certificate["backup_expires_on"] and certificate["backup_gone_on"] is None
    parts = [*(["控え"] if remains else []), *([f"残り{len(left)}件"] if left else [])]
    partly = f"{'と'.join(parts)}を除き確認した" if parts else WITHOUT_BACKUPS
    if certificate["confirmed_on"] is None:
        return "", partly
    return (PARTLY if parts else CONFIRMED), partly


def left_data(left: Iterable[StillOut]) -> Iterator[Backup]:
    """What is left, beside the backups: until when something else is to become of it, and what."""
    for one in left:
        item, act = one.item, one.failed
        count = "" if one.count is None else f"（{one.count:,}件）"
        words = [f"{item['number']} {item['name']}", f"{one.numbers}{count}"]
        due_on = act["failed_due_on"] if act else None
        yield Backup("　".join(word for word in words if word), due_on, _standing(one))


def data_out(left: Iterable[StillOut]) -> Iterator[DataOut]:
    """The same for the forms that the contractor fills in."""
    for one in left:
        item = one.item
        media = "、".join(item["media"])
        yield DataOut(item["number"], item["name"], media, one.numbers, one.count)


def method_check(dossier: Dossier, branch: int, certificate: str, table: Methods) -> str:
    """Whether every method is one that the city accepts; blank where that cannot be told."""
    fits = {fit for _, _, fit in _methods(dossier, branch, certificate, table)}
    if Fit.NOT_ACCEPTED in fits:
        return NOT_MET
    return MET if fits == {Fit.ACCEPTED} else ""


def notes(dossier: Dossier, branch: int, certificate: str, table: Methods) -> Iterator[str]:
    """For 所見: methods that are not in the table, and devices that went back too early."""
    early: dict[str, Values] = {}
    unusual: dict[tuple[str, str], dict[str, None]] = {}
    for act, item, fit in _methods(dossier, branch, certificate, table):
        if fit is Fit.NOT_ACCEPTED:
            said = (act["means"], act["means_reason"] or "")
            unusual.setdefault(said, {})[item["number"]] = None
        if went_back_too_early(dossier, branch, item):
            early[item["number"]] = item
    for (means, why), numbers in unusual.items():
        reason = f"：{why}" if why else ""
        yield f"{'、'.join(numbers)}　{FIT[Fit.NOT_ACCEPTED]}（{means}）{reason}"
    for number, item in early.items():
        gone_on = short_wareki(item["lessor_returned_on"])
        yield f"{number}　消去の前に機器を貸主（{item['lessor']}）へ返却（{gone_on}）"


def _methods(
    dossier: Dossier, branch: int, certificate: str, table: Methods
) -> Iterator[tuple[Values, Values, Fit]]:
    """Each erasure of the certificate, its data item, and how its method stands to the table."""
    items = {f.values["number"]: f.values for f in dossier.data if f.branch == branch}
    for act in erasures_of(dossier, branch, certificate):
        item = items[act["data_number"]]
        yield act, item, judged_erasure(table, dossier.terms, item, act).fit


def _standing(one: StillOut) -> str:
    act = one.failed
    if act is None:
        return "一部が未返還・未消去" if one.is_part else "未返還・未消去"
    parts = [act["failed_why"], act["failed_plan"], act["failed_keeper"]]
    return "消去できず：" + "、".join(part for part in parts if part)
