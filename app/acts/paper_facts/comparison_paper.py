"""消去確認書に載せる照合: how the certificate compared with the file, in the paper's words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from app.acts.certificate_on_file import NO_DATA, erasures_of, filed_erasure
from app.papers.erasure_page import (
    DIFFERENT,
    MATCHES,
    MET,
    NOT_APPLICABLE,
    NOT_MET,
    READ_AS_SAME,
    UNCONFIRMED,
    StatedData,
)
from app.records.dossier import Dossier
from audits.certificate_comparison import Kept, Match, Point, differences, folded_numbers
from audits.wording import MATCH, POINT

WORDS: Mapping[Match, str] = {
    Match.SAME: MATCHES,
    Match.READ_AS_SAME: READ_AS_SAME,
    Match.DIFFERENT: DIFFERENT,
}
Lines = Mapping[str, Kept | None]


def compared_lines(
    dossier: Dossier,
    branch: int,
    certificate: Mapping[Any, Any],
    compared: Mapping[tuple[str, str], Kept],
) -> Lines:
    """Each data item of the certificate with its comparison; nothing where none was compared.

    What was compared before the file changed counts only where it was confirmed as it was.
    """
    number = certificate["number"]
    items = {f.values["number"]: f.values for f in dossier.data if f.branch == branch}
    lines: dict[str, Kept | None] = {}
    for act in erasures_of(dossier, branch, number):
        name = act["data_number"]
        kept = compared.get((number, name))
        filed = filed_erasure(dossier, branch, number, items[name])
        holds = kept is not None and (certificate["confirmed_on"] or kept.filed == filed)
        lines[name] = kept if holds else None
    return lines if any(lines.values()) else {}


def line_of_nothing(number: str, compared: Mapping[tuple[str, str], Kept]) -> Lines:
    """Of a certificate without data: that somebody has made sure of it, where anybody has."""
    kept = compared.get((number, NO_DATA))
    return {} if kept is None else {NO_DATA: kept}


def match_words(kept: Kept | None) -> str:
    """一致, 読替一致 or 相違; 未確認 of a line that was left out."""
    return UNCONFIRMED if kept is None else WORDS[kept.match]


def stated_words(kept: Kept | None) -> StatedData | None:
    """What the certificate says, as it was compared, and how that stands to the file."""
    if kept is None:
        return None
    stated = kept.stated
    return StatedData(stated.medium_numbers, stated.count, _result(kept))


def _result(kept: Kept) -> str:
    points = "と".join(POINT[point] for point in differences(kept.filed, kept.stated))
    if kept.match is Match.SAME or not points:
        return f"台帳と{MATCH[kept.match]}"
    if kept.match is Match.DIFFERENT:
        return f"{points}が相違"
    return f"{points}を読み替え"


def medium_check(lines: Lines) -> str:
    """Whether the medium numbers agree; 該当なし where neither side has any."""
    numbers = (
        folded_numbers(kept.filed.medium_numbers + " " + kept.stated.medium_numbers)
        for kept in lines.values()
        if kept is not None
    )
    if lines and None not in lines.values() and not any(numbers):
        return NOT_APPLICABLE
    return _check(lines, {Point.MEDIUM_NUMBERS})


def count_check(lines: Lines) -> str:
    """Whether the counts agree."""
    return _check(lines, {Point.COUNT, Point.REMAINDER})


def reasons(lines: Lines) -> str:
    """Why a line was read as the same or differs, one line each."""
    return "\n".join(
        f"{number}　{MATCH[kept.match]}：{kept.reason}"
        for number, kept in lines.items()
        if kept is not None and kept.reason
    )


def signed_by(lines: Lines, officer: str | None) -> tuple[str, str]:
    """Who has compared and who has confirmed, in the places of the two signatures."""
    names = "、".join(_names(kept for kept in lines.values() if kept is not None))
    if not names or officer is None:
        return (f"照合　{names}" if names else "", "")
    if names == officer:
        return (f"照合・確認　{names}", "")
    return (f"照合　{names}", f"確認　{officer}")


def _check(lines: Lines, points: set[Point]) -> str:
    if not lines:
        return ""
    kept = [one for one in lines.values() if one is not None]
    differing = [one for one in kept if one.match is Match.DIFFERENT]
    if any(points.intersection(differences(one.filed, one.stated)) for one in differing):
        return NOT_MET
    return MET if len(kept) == len(lines) else UNCONFIRMED


def _names(lines: Iterable[Kept]) -> list[str]:
    """Their names without the logins behind them, each once."""
    return list(dict.fromkeys(kept.by.rsplit("（", 1)[0] for kept in lines))
