"""証明書の照合: keeps how each line of a certificate was compared with the data on file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.acts.certificate_on_file import NO_DATA, CertificateOnFile, CertifiedData
from app.records import comparisons
from app.records.comparisons import Comparison
from audits.certificate_comparison import ComparisonError, FiledErasure, Kept, Match, Stated
from audits.wording import MATCH

NOT_ITS_DATA = "このデータは、もうこの証明書の対象ではありません。画面を開き直してください。"
HAS_DATA = (
    "この証明書を書いた消去の記録が台帳に加わりました。対象のデータがないとはいえません。"
    "証明書と1行ずつ見比べてください。"
)
CONFIRMED_ALREADY = "この証明書の消去はもう確認されています。照合は変えられません。"


class ComparedMeanwhileError(ComparisonError):
    """Lines are not as the page showed them; `sentences` say of each, by its data number, how."""

    def __init__(self, sentences: Mapping[str, str]) -> None:
        super().__init__("".join(sentences.values()))
        self.sentences = sentences


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody says of one line; `shown`: the mark of the line as the page showed it."""

    number: str
    stated: Stated
    match: Match
    reason: str
    shown: str


def keep(
    session: Session, found: CertificateOnFile, said: Sequence[Said], *, by: str, at: datetime
) -> int:
    """Keeps what is new; how many lines that are. What was said before is left alone.

    Raises ComparedMeanwhileError, and ComparisonError where it is confirmed already; then it keeps
    nothing. The caller locks records.
    """
    lines: list[tuple[str, Kept, Comparison | None]] = []
    changed: dict[str, str] = {}
    known = {one.line.number: one for one in found.data}
    for each in said:
        one = known.get(each.number)
        if one is None:
            changed[each.number] = NOT_ITS_DATA
            continue
        kept, before = Kept(one.line.filed, each.stated, each.match, each.reason, by), one.line.kept
        if before is None or before.said != kept.said:
            lines.append((each.number, kept, one.comparison))
            if each.shown != one.mark:
                changed[each.number] = _changed_words(one)
    if lines and found.is_confirmed:
        raise ComparisonError(CONFIRMED_ALREADY)
    if changed:
        raise ComparedMeanwhileError(changed)
    if lines:
        comparisons.keep(session, found.engagement_id, found.named.number, lines, by=by, at=at)
    return len(lines)


def keep_nothing(session: Session, found: CertificateOnFile, *, by: str, at: datetime) -> int:
    """Keeps that the certificate has no data on file; 0 where that was kept before.

    Raises ComparisonError where there is data by now, or where it is confirmed already.
    """
    if found.data:
        raise ComparisonError(HAS_DATA)
    if found.nothing is not None:
        return 0
    if found.is_confirmed:
        raise ComparisonError(CONFIRMED_ALREADY)
    kept = Kept(FiledErasure(), Stated(), Match.SAME, by=by)
    lines = [(NO_DATA, kept, None)]
    comparisons.keep(session, found.engagement_id, found.named.number, lines, by=by, at=at)
    return 1


def _changed_words(one: CertifiedData) -> str:
    before = one.line.kept
    if before is None or before.filed != one.line.filed:
        return "台帳の記載が変わりました。もう一度見比べて、保存してください。"
    return (
        f"先に{before.by}さんが「{MATCH[before.match]}」と照合しています。"
        "自分の照合にするときは、もう一度保存してください。"
    )
