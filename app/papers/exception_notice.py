"""例外承諾通知書・例外不承諾通知書: whether a contractor may do what the clauses forbid."""

from __future__ import annotations

from collections.abc import Iterator

from app.papers.conditions_table import add_conditions
from app.papers.exception_notice_page import ExceptionNotice
from app.papers.fonts import Fonts
from app.papers.head import Line
from app.papers.letter import Letter, Letterhead, fact_lines
from app.papers.sheet import Sheet
from audits.wareki import wareki

CONSENT, NO_CONSENT = "例外承諾通知書", "例外不承諾通知書"
TALL = 6.4
COPY_GOES = (
    "承諾の期間が終わったときは、写しや持ち出した物を返却し、又は消去して、報告してください。"
)
NO_FURTHER = "承諾した範囲を超えて取り扱わないでください。"


def exception_notice(notice: ExceptionNotice, fonts: Fonts) -> bytes:
    """The PDF; the same facts give the same bytes."""
    title = CONSENT if notice.consents else NO_CONSENT
    sheet = Sheet(fonts, f"{title} {notice.number}")
    named = (notice.number, notice.issued_on, notice.addressee, notice.sender)
    letter = Letter(sheet, Letterhead(title, *named))
    flow = letter.begun(_sentence(notice))
    letter.add_facts(flow, list(_lines(sheet, notice)))
    add_conditions(letter, flow, notice.conditions, TALL)
    letter.end(flow)
    return letter.drawn(flow, notice)


def _sentence(notice: ExceptionNotice) -> str:
    asked = f"{wareki(notice.asked_on)}に申請のあった{notice.kind}について、"
    ground = f"{notice.clause_set}{notice.basis}に基づき、"
    if not notice.consents:
        return f"{asked}{ground}次のとおり承諾しないこととしたので、通知します。"
    how = "次の条件を付けて承諾します。" if notice.conditions else "次のとおり承諾します。"
    return f"{asked}{ground}{how}{COPY_GOES if notice.leaves_copy else NO_FURTHER}"


def _lines(sheet: Sheet, notice: ExceptionNotice) -> Iterator[Line]:
    for label, text in notice.terms:
        yield from fact_lines(sheet, label, text, TALL, bold=label == "対象")
    if notice.reason:
        yield from fact_lines(sheet, "理由", notice.reason, TALL, bold=not notice.consents)
    yield from fact_lines(sheet, "担当", notice.department, TALL)
