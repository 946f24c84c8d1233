"""消去の確認: what keeps somebody from confirming the erasure that a certificate states."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from app.acts.certificate_on_file import CertificateOnFile
from app.acts.city import CONFIRM_BY_TWO, YES, setting_value
from app.acts.comparing import CONFIRMED_ALREADY
from app.acts.media_on_file import StillOut
from app.records.people import Person, people_on
from audits.certificate_comparison import Line, compared_by, different, not_compared
from audits.roles import Act
from audits.words import folded

MOST_NAMES, MOST_NUMBERS = 5, 10
NOTHING_TO_COMPARE = (
    "この証明書を書いた消去の記録が台帳にありません。返還・消去を先に記録するか、"
    "対象のデータが台帳にないことを確かめたら、下の欄に印を付けてください。"
)


class NotConfirmableError(ValueError):
    """The certificate cannot be confirmed; `sentences` say why, and what to do."""

    def __init__(self, sentences: Sequence[str]) -> None:
        super().__init__("".join(sentences))
        self.sentences = tuple(sentences)


def obstacles(session: Session, found: CertificateOnFile, by: Person, on: date) -> list[str]:
    """What keeps the person from confirming, in sentences that say what to do."""
    if found.is_confirmed:
        return [CONFIRMED_ALREADY]
    lines = found.lines
    sentences = []
    if not lines:
        sentences.append(NOTHING_TO_COMPARE)
    if missing := not_compared(lines):
        sentences.append(
            f"照合していないデータがあります：{_some(missing)}。"
            "証明書と1行ずつ見比べて、照合を保存してください。"
        )
    if differing := different(lines):
        sentences.append(
            f"証明書と台帳に相違があります：{_some(differing)}。"
            "受託者に証明書の出し直しを求め、届いたら照合し直してください。"
            "台帳の記載が誤りのときは、データの記載を訂正してください。"
        )
    if not sentences and (waiting := waits_for_another(session, found, by, on)):
        sentences.append(waiting)
    return sentences


def partly_words(left: Sequence[StillOut]) -> str:
    """That it is confirmed in part, and what is left; blank where nothing is."""
    return f"一部の確認　残り {left_in_words(left)}" if left else ""


def left_in_words(left: Sequence[StillOut]) -> str:
    """The first few of what is left."""
    return _some([left_words(one) for one in left])


def left_words(one: StillOut) -> str:
    """D3, or D1のHDD-002 where only some media of it are left."""
    number = one.item["number"]
    return f"{number}の{one.numbers}" if one.is_part else str(number)


def needs_two(session: Session) -> bool:
    """Whether the city wants another person to confirm than the one who has compared."""
    return setting_value(session, CONFIRM_BY_TWO) == YES


def has_compared(found: CertificateOnFile, person: Person) -> bool:
    """Whether any line was compared by the person, under whatever name at the time."""
    return has_said(found.lines, person)


def has_said(lines: Sequence[Line], person: Person) -> bool:
    """The same of some lines."""
    return any(who.endswith(f"（{person.login}）") for who in compared_by(lines))


def waits_for_another(session: Session, found: CertificateOnFile, by: Person, on: date) -> str:
    """Who may confirm what the person has compared; blank where the person may."""
    if not has_compared(found, by) or not needs_two(session):
        return ""
    others = [one.name for one in people_on(session, on) if _may_confirm(found, one)]
    named = "、".join(f"{name}さん" for name in others[:MOST_NAMES])
    named += f"、ほか{len(others) - MOST_NAMES}人" if len(others) > MOST_NAMES else ""
    who = f"確認できる人：{named}。" if named else "いま確認できる人は、課にほかにいません。"
    return (
        "市の設定により、消去の確認は照合した人と別の人が行います。"
        f"この証明書は、あなたが照合しました。{who}"
    )


def _some(numbers: Sequence[str]) -> str:
    more = len(numbers) - MOST_NUMBERS
    return "、".join(numbers[:MOST_NUMBERS]) + (f"、ほか{more}件" if more > 0 else "")


def _may_confirm(found: CertificateOnFile, person: Person) -> bool:
    scope, terms = person.scope_of(Act.ENTER), found.found.terms
    names = {folded(name) for name in (terms["department"], *terms["co_departments"])}
    reaches = scope.everything or not names.isdisjoint(map(folded, scope.departments))
    return reaches and not has_compared(found, person)
