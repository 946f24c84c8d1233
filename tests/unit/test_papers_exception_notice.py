"""例外承諾通知書 on paper: consent, consent under conditions and none; long texts too."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.acts.paper_facts.exception_notice_facts import basis_of
from app.papers.exception_notice import exception_notice
from app.papers.exception_notice_page import ExceptionNotice
from audits.exception import ExceptionKind
from checklists.loader import shipped_clause_sets
from tests.unit.papers_builders import fonts
from tests.unit.papers_read_back import ink_outside, page_texts, pictures

LIVE_AREA = (24.5, 10.7, 200.5, 288.0)  # mm, with the frames' own thickness
DAY = date(2026, 11, 20)
TERMS = (
    ("業務", "R8-教支-001　学校図書館の蔵書管理"),
    ("申請者", "みなと通信株式会社"),
    ("種類", "複写・複製"),
    ("対象", "利用者一覧の写し（蔵書点検の照合用）"),
    ("件数", "120件"),
    ("期間", "令和8年12月1日から令和8年12月25日まで"),
)


def a_notice(**changes: Any) -> ExceptionNotice:
    notice = ExceptionNotice(
        number="8教支第31号",
        issued_on=DAY,
        addressee="みなと通信株式会社",
        sender="青葉野市教育委員会",
        department="教育支援課",
        asked_on=date(2026, 11, 9),
        kind="複写・複製",
        consents=True,
        leaves_copy=True,
        clause_set="個人情報取扱特記事項（2023年版・法66条）",
        basis="第7（複写及び複製の禁止）",
        terms=TERMS,
        conditions=(),
        reason="",
    )
    return replace(notice, **changes)


def test_a_consent_names_the_request_the_clause_and_what_becomes_of_the_copy():
    [page] = page_texts(exception_notice(a_notice(), fonts()))
    for words in (
        "例外承諾通知書",
        "8教支第31号",
        "令和8年11月9日に申請のあった複写・複製について",
        "第7（複写及び複製の禁止）に基づき、次のとおり承諾します",
        "利用者一覧の写し",
        "消去して、報告してください",
    ):
        assert words in page, words
    assert "承諾の条件" not in page
    assert "理由" not in page


def test_what_leaves_no_copy_asks_for_none_back():
    [page] = page_texts(exception_notice(a_notice(leaves_copy=False), fonts()))
    assert "返却" not in page
    assert "承諾した範囲を超えて取り扱わないでください" in page


def test_conditions_are_numbered_below():
    notice = a_notice(conditions=("2人で扱うこと", "月末に枚数を数えること"))
    [page] = page_texts(exception_notice(notice, fonts()))
    assert "次の条件を付けて承諾します" in page
    assert "2月末に枚数を数えること" in page


def test_a_refusal_has_another_title_and_its_reason():
    [page] = page_texts(exception_notice(a_notice(consents=False, reason="要らないため"), fonts()))
    assert "例外不承諾通知書" in page
    assert "承諾しないこととした" in page
    assert "要らないため" in page
    assert "消去して" not in page


@pytest.mark.parametrize("length", [1, 40, 4_000])
def test_however_long_its_texts_are_nothing_leaves_the_page_or_gets_lost(length):
    long = "鰻" * length
    notice = a_notice(
        addressee="株" * min(length, 200), terms=(("対象", long),), conditions=(long, "終わり")
    )
    pdf = exception_notice(notice, fonts())
    text = "".join(page_texts(pdf))
    assert text.count("鰻") == 2 * length
    assert "終わり" in text
    for picture in pictures(pdf):
        assert not ink_outside(picture, *LIVE_AREA)


def test_the_clause_that_knows_of_the_exception_goes_before_those_that_only_forbid():
    sets = shipped_clause_sets()
    strict, national = sets["prime-consent-2021"], sets["national-act-2023"]
    assert basis_of(national, ExceptionKind.COPYING).startswith("第7（")
    assert basis_of(strict, ExceptionKind.OTHER_SOURCE).startswith("第4（")
    assert "、" not in basis_of(strict, ExceptionKind.OTHER_SOURCE)
    assert basis_of(strict, ExceptionKind.COPYING).startswith("第9（")
