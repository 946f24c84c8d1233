"""廃棄簿に載せる事実: the stubs of disposed contracts in the words of the paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from app.clock import JAPAN
from app.papers.disposed_page import ConfirmedOnPaper, DisposedOnPaper, DisposedPaper
from app.records.disposed_contracts import WantedDisposed
from audits.disposal import Confirmed, Stub
from audits.record import Head
from audits.retention_wording import DONE_AS
from audits.wareki import short_wareki


def disposed_paper(
    stubs: Sequence[Stub], wanted: WantedDisposed, end: Head, on: date, city: str
) -> DisposedPaper:
    """The list of these stubs; `end`: where the chain of all of them stands."""
    return DisposedPaper(
        city, on, narrowed_words(wanted), tuple(map(_line, stubs)), end.entries, end.hash
    )


def narrowed_words(wanted: WantedDisposed) -> str:
    """Which part of all it shows; blank of all."""
    parts = (("所管課", wanted.department), ("契約番号", wanted.words))
    return "　".join(f"{label}：{value}" for label, value in parts if value)


def _line(stub: Stub) -> DisposedOnPaper:
    return DisposedOnPaper(
        stub.number,
        stub.contract,
        stub.department,
        stub.first_on,
        stub.last_on,
        stub.done_on,
        DONE_AS[stub.done_as],
        stub.kept_until,
        stub.years,
        stub.entries,
        stub.last_hash,
        (_confirmed("第1", stub.first), _confirmed("第2・廃棄", stub.second)),
    )


def _confirmed(which: str, one: Confirmed) -> ConfirmedOnPaper:
    return ConfirmedOnPaper(which, one.by, _moment(one.at), one.reason)


def _moment(at: datetime) -> str:
    here = at.astimezone(JAPAN)
    return f"{short_wareki(here.date())} {here:%H:%M}"
