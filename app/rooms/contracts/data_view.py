"""データと消去の見出し: what is still out there first, then what came back, then certificates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.acts.counts_on_file import CountWords, count_words, counts_on_file
from app.acts.media_list import MediumLine, media_lines
from app.acts.media_on_file import StillOut, acts_of, still_out, went_back_too_early
from app.records.contract_page import ContractPage
from app.records.dossier import Dossier
from app.records.due_items import DueOnDay
from app.records.filed import Filed, Values
from app.rooms.contracts.exceptions_part import ExceptionsPart, exceptions_part
from app.rooms.contracts.party import Party, parties
from app.web import anchors
from app.web.asked import Asked
from app.web.table import Column
from audits.erasure import Confirmation, Disposal, Origin, disposed_on
from audits.kind import Kind
from audits.safeguard import NoteKind

Parts = Mapping[tuple[int, str], StillOut]
OUT_COLUMNS = (
    Column("状態", "state"),
    Column("返還・消去の期限", "when"),
    Column("データ"),
    Column("件数", "number"),
    Column("いつ", "when"),
    Column("どのように"),
    Column("不要日", "when"),
)
MEDIA_COLUMNS = (
    Column("状態", "state"),
    Column("媒体の区分"),
    Column("媒体番号"),
    Column("データ"),
    Column("返還・消去"),
)
PART_COLUMNS = (
    Column("状態", "state"),
    Column("データ"),
    Column("残っている媒体番号"),
    Column("状況"),
    Column("操作", "act"),
)
BACK_COLUMNS = (
    Column("終わった日", "state"),
    Column("データ"),
    Column("件数", "number"),
    Column("いつ", "when"),
    Column("返還・消去"),
)
CERTIFICATE_COLUMNS = (
    Column("消去の確認", "state"),
    Column("証明書", "key"),
    Column("受領日", "when"),
    Column("対象のデータ"),
    Column("確認"),
    Column("控え（バックアップ）"),
    Column("書類"),
)


@dataclass(frozen=True, slots=True)
class Disposed:
    """One return, hand-over, carry-over or erasure of a data item."""

    how: Disposal
    values: Values
    is_certified: bool


@dataclass(frozen=True, slots=True)
class DataLine:
    """A data item: still out while `back_on` is None."""

    party: Party
    anchor: str
    values: Values
    origin: Origin
    back_on: date | None
    owed: DueOnDay | None
    disposals: tuple[Disposed, ...]
    left: StillOut | None = None  # media of it that are still out, where the rest has come back
    too_early: bool = False  # the leased device went back before what was on it was erased
    told: CountWords | None = None  # its counts way by way, where more than one act speaks of it


@dataclass(frozen=True, slots=True)
class Holder:
    """What one engagement still has, and by when all of it has to be back."""

    party: Party
    lines: tuple[DataLine, ...]
    owed: DueOnDay | None


@dataclass(frozen=True, slots=True)
class CertificateLine:
    """A certificate of erasure: what it covers, its confirmation, and the backups."""

    party: Party
    anchor: str
    values: Values
    covers: tuple[str, ...]
    how: Confirmation | None
    confirmation: DueOnDay | None
    backup: DueOnDay | None


@dataclass(frozen=True, slots=True)
class DataView:
    """Everything that the view shows; `no_data` are statements that there was none."""

    holders: tuple[Holder, ...]
    back: tuple[DataLine, ...]
    certificates: tuple[CertificateLine, ...]
    no_data: tuple[tuple[Party, Values], ...]
    forms: tuple[Party, ...]
    exceptions: ExceptionsPart
    media: tuple[tuple[Party, MediumLine], ...]
    neighbours: frozenset[str]  # the contracts before and after that the person reaches
    out_columns: tuple[Column, ...] = OUT_COLUMNS
    part_columns: tuple[Column, ...] = PART_COLUMNS
    media_columns: tuple[Column, ...] = MEDIA_COLUMNS
    back_columns: tuple[Column, ...] = BACK_COLUMNS
    certificate_columns: tuple[Column, ...] = CERTIFICATE_COLUMNS

    @property
    def count_out(self) -> int:
        return sum(len(holder.lines) for holder in self.holders)

    @staticmethod
    def way(act: Values) -> Disposal:
        return Disposal(act["disposal"])

    @property
    def in_part(self) -> list[DataLine]:
        """Data of which single media are still out."""
        return [line for line in self.back if line.left is not None]

    @property
    def too_early(self) -> list[DataLine]:
        lines = [*(line for holder in self.holders for line in holder.lines), *self.back]
        return [line for line in lines if line.too_early]


def contents(page: ContractPage, _asked: Asked) -> DataView:
    found = page.found
    of = parties(found)
    parts = {(one.branch, one.item["number"]): one for one in still_out(found) if one.is_part}
    lines = [_line(found, filed, of[filed.branch], parts) for filed in found.data]
    certificates = tuple(_certificate(found, f, of[f.branch]) for f in found.certificates)
    nothing = NoteKind.NO_DATA.value
    no_data = [(of[f.branch], f.values) for f in found.notes if f.values["kind"] == nothing]
    held = {filed.branch for filed in (*found.data, *found.certificates)}
    return DataView(
        holders=tuple(_holders(found, lines, list(of.values()))),
        back=tuple(line for line in lines if line.back_on is not None),
        certificates=certificates,
        no_data=tuple(no_data),
        forms=tuple(party for branch, party in of.items() if branch in held),
        exceptions=exceptions_part(page),
        neighbours=frozenset(
            number for number, _ in (*page.neighbours.before, *page.neighbours.after)
        ),
        media=tuple((of[line.branch], line) for line in _single_media(found)),
    )


def _single_media(found: Dossier) -> list[MediumLine]:
    """By class of media, those still out first; only what has a number can be told apart."""
    lines = [line for line in media_lines(found) if line.number]
    return sorted(lines, key=lambda line: (line.kind, line.act is not None))


def _holders(found: Dossier, lines: Sequence[DataLine], of: Sequence[Party]) -> Iterator[Holder]:
    for party in of:
        out = tuple(line for line in lines if line.party == party and line.back_on is None)
        if out:
            yield Holder(party, out, _owed(found, Kind.ERASURE_CERTIFICATE, party.branch))


def _line(found: Dossier, filed: Filed, party: Party, parts: Parts) -> DataLine:
    engagement, values = found.contract.engagement(filed.branch), filed.values
    number = values["number"]
    back_on = disposed_on(number, engagement.disposals, engagement.certificates)
    if back_on is not None and back_on > found.on:
        back_on = None
    owed = _owed(found, Kind.DATA_DISPOSAL, filed.branch, number)
    return DataLine(
        party,
        anchors.data(filed.branch, number),
        values,
        Origin(values["origin"]),
        back_on,
        owed or _owed(found, Kind.ERASURE_CERTIFICATE, filed.branch),
        tuple(_disposals(found, filed.branch, number)),
        parts.get((filed.branch, number)),
        went_back_too_early(found, filed.branch, values),
        _told(found, filed),
    )


def _told(found: Dossier, filed: Filed) -> CountWords | None:
    acts = acts_of(found, filed.branch, filed.values["number"])
    words = count_words(counts_on_file(filed.values, acts))
    return words if words.difference or (len(acts) > 1 and words.agree) else None


def _disposals(found: Dossier, branch: int, number: str) -> Iterator[Disposed]:
    received = {f.values["number"] for f in found.certificates if f.branch == branch}
    for filed in found.disposals:
        values = filed.values
        if filed.branch == branch and values["data_number"] == number:
            how = Disposal(values["disposal"])
            certified = how is not Disposal.ERASED or values["certificate_number"] in received
            yield Disposed(how, values, certified)


def _certificate(found: Dossier, filed: Filed, party: Party) -> CertificateLine:
    values, branch = filed.values, filed.branch
    number = values["number"]
    covers = (
        f.values["data_number"]
        for f in found.disposals
        if f.branch == branch and f.values["certificate_number"] == number
    )
    return CertificateLine(
        party,
        anchors.certificate(branch, number),
        values,
        tuple(dict.fromkeys(covers)),
        Confirmation(values["confirmation"]) if values["confirmation"] else None,
        _owed(found, Kind.ERASURE_CONFIRMATION, branch, number),
        _owed(found, Kind.BACKUP_EXPIRY, branch, number),
    )


def _owed(found: Dossier, kind: Kind, branch: int, basis: str | None = None) -> DueOnDay | None:
    items = (item for item in found.owed(kind) if item.branch == branch)
    return next((item for item in items if item.basis == basis), None)
