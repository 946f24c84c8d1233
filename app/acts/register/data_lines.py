"""データ: the data of one contract, and what became of each item up to the register's day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.acts.register.scope import Scope
from app.records.filed import Filed, Values
from audits.erasure import Certificate, Disposal, DisposalAct, Origin, disposed_on
from audits.wording import DISPOSAL, ORIGIN


@dataclass(frozen=True, slots=True)
class DataOnFile:
    """The rows of one contract that tell of its data."""

    data: Sequence[Filed]
    disposals: Sequence[Filed]
    certificates: Sequence[Filed]

    def disposals_of(self, item: Filed) -> list[Values]:
        return [
            act.values
            for act in self.disposals
            if act.branch == item.branch and act.values["data_number"] == item.values["number"]
        ]

    def certificates_of(self, branch: int) -> list[Values]:
        return [kept.values for kept in self.certificates if kept.branch == branch]


def data_lines(number: str, on_file: DataOnFile, scope: Scope) -> Iterator[Sequence[Any]]:
    for filed in on_file.data:
        if scope.holds(filed.values["on"]):
            yield _line(number, filed, on_file, scope.on)


def _line(number: str, filed: Filed, on_file: DataOnFile, on: date) -> Sequence[Any]:
    values = filed.values
    ever, certificates = on_file.disposals_of(filed), on_file.certificates_of(filed.branch)
    acts = [act for act in ever if act["on"] <= on]
    last = max(acts, key=lambda act: act["on"], default=None)
    numbers = [act["certificate_number"] for act in acts if act["certificate_number"]]
    confirmed_on = _confirmed_on([c for c in certificates if c["number"] in numbers], on)
    return (
        number,
        filed.branch,
        values["number"],
        values["name"],
        ORIGIN[Origin(values["origin"])],
        values["on"],
        values["media"],
        values["medium_numbers"],
        values["count"],
        values["no_longer_needed_on"],
        last["on"] if last else None,
        DISPOSAL[Disposal(last["disposal"])] if last else None,
        "、".join(dict.fromkeys(numbers)),
        confirmed_on,
        _state(acts, confirmed_on, _disposed_on(values["number"], ever, certificates), on),
    )


def _confirmed_on(certificates: Sequence[Values], on: date) -> date | None:
    """The day on which the last of these certificates was confirmed; None while one is not."""
    days = [certificate["confirmed_on"] for certificate in certificates]
    known = [day for day in days if day is not None and day <= on]
    return max(known) if days and len(known) == len(days) else None


def _disposed_on(
    data_number: str, acts: Sequence[Values], certificates: Sequence[Values]
) -> date | None:
    return disposed_on(
        data_number,
        [
            DisposalAct(
                data_number, Disposal(act["disposal"]), act["on"], act["certificate_number"]
            )
            for act in acts
        ],
        [Certificate(kept["number"], kept["received_on"]) for kept in certificates],
    )


def _state(
    acts: Sequence[Values], confirmed_on: date | None, disposed: date | None, on: date
) -> str:
    if not acts:
        return "未消去"
    if disposed is None or disposed > on:
        return "証明書待ち"
    erased = any(act["disposal"] == Disposal.ERASED.value for act in acts)
    return "確認待ち" if erased and confirmed_on is None else "処理済"
