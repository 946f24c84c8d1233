"""残っている媒体: data that is still out, whole or in part, and media that could not be erased."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from app.records.dossier import Dossier
from app.records.filed import Values
from audits.erasure import Disposal, disposed_on
from audits.media import MediaAct, media_left, single_numbers, went_before_erasure


@dataclass(frozen=True, slots=True)
class StillOut:
    """A data item of which something is still out.

    `numbers`: the media that are. `is_part`: the rest has come back or was erased. `failed`: the
    erasure that was tried on these media in vain, with what is to become of them.
    """

    branch: int
    item: Values
    numbers: str
    is_part: bool = False
    failed: Values | None = None

    @property
    def count(self) -> int | None:
        """How many cases; of a part nobody knows."""
        count: int | None = self.item["count"]
        return None if self.is_part else count

    def is_late(self, on: date) -> bool:
        """Whether what could not be erased should have been done with before this day."""
        due_on = self.failed["failed_due_on"] if self.failed else None
        return due_on is not None and due_on < on


def still_out(found: Dossier, branch: int | None = None) -> Iterator[StillOut]:
    """Everything of the contract, or of one engagement, that is still out on the dossier's day."""
    for filed in found.data:
        if branch is None or filed.branch == branch:
            left = _left(found, filed.branch, filed.values)
            if left is not None:
                yield left


def _left(found: Dossier, branch: int, item: Values) -> StillOut | None:
    """An erasure counts once its certificate has come (rules.md 2), for single media as well."""
    engagement, number = found.contract.engagement(branch), item["number"]
    back_on = disposed_on(number, engagement.disposals, engagement.certificates)
    media = item["medium_numbers"] or ""
    acts = acts_of(found, branch, number)
    counted = [act for act in acts if counts(act, received_by(found, branch))]
    left = media_left(media, media_acts(counted)) if counted else ()
    if left:
        return StillOut(branch, item, "、".join(left), True, _failed(acts, left))
    if back_on is None or back_on > found.on:
        return StillOut(branch, item, media, failed=_failed(acts, single_numbers(media)))
    return None


def received_by(found: Dossier, branch: int) -> set[str]:
    """The numbers of the certificates that had come by the dossier's day."""
    certificates = found.contract.engagement(branch).certificates
    return {one.number for one in certificates if one.received_on <= found.on}


def counts(act: Values, received: set[str]) -> bool:
    """Whether an act counts by now: an erasure only with its certificate."""
    return act["disposal"] != Disposal.ERASED.value or act["certificate_number"] in received


def acts_of(found: Dossier, branch: int, number: str) -> list[Values]:
    """What has become of a data item by the dossier's day."""
    return [
        filed.values
        for filed in found.disposals
        if filed.branch == branch
        and filed.values["data_number"] == number
        and filed.values["on"] <= found.on
    ]


def media_acts(acts: Iterable[Values], meant: Sequence[Values] | None = None) -> list[MediaAct]:
    """The same by their media; `meant`: those of them that are asked about."""
    ids = None if meant is None else {id(act) for act in meant}
    return [
        MediaAct(
            act["on"],
            act["medium_numbers"] or "",
            act["failed_numbers"] or "",
            is_meant=ids is None or id(act) in ids,
        )
        for act in acts
    ]


def went_back_too_early(found: Dossier, branch: int, item: Values) -> bool:
    """Whether the leased device with this data went back to its lessor before it was erased."""
    acts = acts_of(found, branch, item["number"])
    erased = [act["on"] for act in acts if act["disposal"] == Disposal.ERASED.value]
    left = media_left(item["medium_numbers"] or "", media_acts(acts)) if acts else ()
    return went_before_erasure(item["lessor_returned_on"], erased, is_open=bool(left))


def _failed(acts: Sequence[Values], left: Sequence[str]) -> Values | None:
    """The last erasure that any of the media which are left was tried with in vain."""
    open_media = set(left)
    tried = (
        act
        for act in sorted(acts, key=lambda act: act["on"], reverse=True)
        if open_media.intersection(single_numbers(act["failed_numbers"] or ""))
    )
    return next(tried, None)
