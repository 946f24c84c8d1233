"""証明書と台帳: a certificate with the data that it covers, as both stand on file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from sqlalchemy.orm import Session

from app.acts.counts_on_file import CountWords, count_words, counts_on_file
from app.acts.media_on_file import StillOut, media_acts, still_out
from app.acts.record import snapshot_of
from app.records import comparisons
from app.records.comparisons import Comparison, ComparisonRow
from app.records.dossier import Dossier, without_entries
from app.records.filed import Values
from app.records.people import Person
from app.records.revisions import engagements_of
from audits.certificate_comparison import FiledErasure, Line
from audits.disposal_counts import DisposedCounts
from audits.engagement import PRIME_BRANCH
from audits.entry import Snapshot
from audits.erasure import Disposal
from audits.media import covered_by
from audits.roles import Act

Kept = Mapping[tuple[str, str], Comparison]
NO_DATA = ""  # the data number under which it is kept that a certificate has no data on file


class NoCertificateError(LookupError):
    """There is no such certificate for this person."""


@dataclass(frozen=True, slots=True)
class NamedCertificate:
    """A certificate by its number, within an engagement."""

    contract: str
    branch: int
    number: str


@dataclass(frozen=True, slots=True)
class CertifiedData:
    """One data item that the certificate covers, the erasures that say so, and its comparison.

    `counts`: of everything that became of the item, way by way.
    """

    item: Values
    erasures: tuple[Values, ...]
    counts: DisposedCounts
    line: Line
    comparison: Comparison | None = None

    @property
    def told(self) -> CountWords | None:
        """The counts way by way, where they say more than the certificate's own count does."""
        words, own = count_words(self.counts), self.line.filed.count_erased
        is_more = len(self.counts.ways) > 1 or any(one.count != own for one in self.counts.ways)
        return words if words.difference or is_more else None

    @property
    def mark(self) -> str:
        """Stands for exactly this line, so that a page can say what it showed."""
        before = self.comparison.id if self.comparison else None
        return sha256(repr((before, self.line.filed)).encode("utf-8", "replace")).hexdigest()


@dataclass(frozen=True, slots=True)
class CertificateOnFile:
    """A certificate with everything that it is held against.

    `still_out`: what of the whole contract is still out.

    `nothing`: what was kept of a certificate without data, once somebody has made sure of that.
    """

    named: NamedCertificate
    engagement_id: int
    values: Values
    data: tuple[CertifiedData, ...]
    still_out: tuple[StillOut, ...]
    nothing: Comparison | None
    found: Dossier

    @property
    def id(self) -> int:
        """The number of the revision in force."""
        return int(self.values["id"])

    @property
    def lines(self) -> list[Line]:
        """One a data item; of a certificate without data one that says so, once it was said."""
        return [one.line for one in self.data] or list(_line_of_nothing(self.nothing))

    @property
    def rests_on(self) -> list[Comparison]:
        """The comparisons of these lines."""
        kept = [one.comparison for one in self.data] or [self.nothing]
        return [one for one in kept if one is not None]

    @property
    def left(self) -> list[StillOut]:
        """What of its own engagement is still out: while there is any, it is confirmed in part."""
        return [one for one in self.still_out if one.branch == self.named.branch]

    @property
    def is_confirmed(self) -> bool:
        return self.values["confirmed_on"] is not None


def certificate_on_file(
    session: Session, named: NamedCertificate, by: Person, on: date
) -> CertificateOnFile:
    """Raises NoCertificateError where there is none with which the person may do anything."""
    found = without_entries(session, named.contract, on, by.scope_of(Act.ENTER))
    values = _values(found, named)
    if found is None or values is None:
        raise NoCertificateError(named.number)
    engagement = engagements_of(session, [found.key])[found.key, named.branch]
    kept = comparisons.of_engagement(session, engagement, named.number)
    data = tuple(_certified(found, named, kept))
    nothing = kept.get((named.number, NO_DATA))
    out = tuple(still_out(found))
    return CertificateOnFile(named, engagement, values, data, out, nothing, found)


def lines_among(
    disposals: Sequence[Values], items: Iterable[Values], certificate: str, kept: Kept
) -> list[Line]:
    """The lines of a certificate, from what is on file of its engagement."""
    by_number = {item["number"]: item for item in items}
    lines = []
    for act in erasures_among(disposals, certificate):
        number = act["data_number"]
        comparison = kept.get((certificate, number))
        filed = filed_among(disposals, certificate, by_number[number])
        lines.append(Line(number, filed, comparison.kept if comparison else None))
    each = {line.number: line for line in lines}
    return list(each.values()) or list(_line_of_nothing(kept.get((certificate, NO_DATA))))


def _line_of_nothing(kept: Comparison | None) -> Iterator[Line]:
    if kept is not None:
        yield Line(NO_DATA, FiledErasure(), kept.kept)


def erasures_of(found: Dossier, branch: int, certificate: str) -> Iterator[Values]:
    """The erasures that name the certificate."""
    yield from erasures_among(_disposals(found, branch), certificate)


def erasures_among(disposals: Iterable[Values], certificate: str) -> Iterator[Values]:
    """The same, among the disposals of one engagement."""
    for act in disposals:
        erased = act["disposal"] == Disposal.ERASED.value
        if erased and act["certificate_number"] == certificate:
            yield act


def filed_erasure(found: Dossier, branch: int, certificate: str, item: Values) -> FiledErasure:
    """What is on file of a data item that the certificate covers."""
    return filed_among(_disposals(found, branch), certificate, item)


def filed_among(gone: Sequence[Values], certificate: str, item: Values) -> FiledErasure:
    """The same, from the disposals of one engagement."""
    number = item["number"]
    acts = acts_about(gone, number)
    erasures = [act for act in erasures_among(gone, certificate) if act["data_number"] == number]
    return FiledErasure(
        covered_by(item["medium_numbers"] or "", media_acts(acts, erasures)),
        item["count"],
        _in_all(erasures),
        counts_on_file(item, acts).come_to,
    )


def acts_about(gone: Iterable[Values], number: str) -> list[Values]:
    """What became of a data item, among the disposals of its engagement."""
    return [act for act in gone if act["data_number"] == number]


def snapshots(found: CertificateOnFile) -> tuple[Snapshot, ...]:
    """The comparisons that a confirmation rests on, for its entry of the record."""
    table, fields = ComparisonRow.__tablename__, ComparisonRow.FACTS
    return tuple(
        snapshot_of(table, comparison.id, comparison.values, fields)
        for comparison in found.rests_on
    )


def party_words(branch: int) -> str:
    """受託者, or 再委託先 with its number: whose certificate it is."""
    return "受託者" if branch == PRIME_BRANCH else f"再委託先{branch}"


def _values(found: Dossier | None, named: NamedCertificate) -> Values | None:
    for filed in found.certificates if found else ():
        if (filed.branch, filed.values["number"]) == (named.branch, named.number):
            return filed.values
    return None


def _certified(found: Dossier, named: NamedCertificate, kept: Kept) -> Iterator[CertifiedData]:
    items = {f.values["number"]: f.values for f in found.data if f.branch == named.branch}
    gone = _disposals(found, named.branch)
    erasures = list(erasures_among(gone, named.number))
    for number in dict.fromkeys(act["data_number"] for act in erasures):
        comparison = kept.get((named.number, number))
        filed = filed_among(gone, named.number, items[number])
        yield CertifiedData(
            items[number],
            tuple(acts_about(erasures, number)),
            counts_on_file(items[number], acts_about(gone, number)),
            Line(number, filed, comparison.kept if comparison else None),
            comparison,
        )


def _disposals(found: Dossier, branch: int) -> list[Values]:
    return [filed.values for filed in found.disposals if filed.branch == branch]


def _in_all(acts: Sequence[Values]) -> int | None:
    counts = [act["count"] for act in acts]
    return None if None in counts or not counts else sum(counts)
