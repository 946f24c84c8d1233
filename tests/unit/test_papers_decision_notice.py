"""承諾通知書 on paper, of 再委託 and of 例外: given, under conditions, refused; long texts too."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.acts.paper_facts.exception_notice_facts import basis_of
from app.papers.decision_notice import decision_notice
from app.papers.decision_notice_page import (
    DecisionNotice,
    NoticedPoint,
    exception_asked,
    subcontracting_asked,
)
from audits.exception import ExceptionKind
from checklists.loader import shipped_clause_sets
from tests.unit.papers_builders import fonts
from tests.unit.papers_read_back import ink_outside, page_texts, pictures

LIVE_AREA = (24.5, 10.7, 200.5, 288.0)  # mm, with the frames' own thickness
DAY, ASKED = date(2026, 11, 20), date(2026, 11, 9)
POINTS = tuple(NoticedPoint(f"承諾の前に確かめる事柄その{n}", "確認した", DAY) for n in range(1, 7))


def a_subcontracting_notice(**changes: Any) -> DecisionNotice:
    notice = DecisionNotice(
        number="8教支第12号",
        issued_on=DAY,
        addressee="みなと通信株式会社",
        sender="青葉野市教育委員会",
        department="教育支援課",
        asked=subcontracting_asked(ASKED),
        consents=True,
        clause_set="個人情報取扱特記事項（2021年版・再委託承諾制）",
        basis="第10（再委託の禁止）",
        terms=(
            ("業務", "R8-教支-001　教育用システム運用保守等業務"),
            ("再委託先", "有限会社髙﨑𠮷野印刷"),
            ("所在地", "青葉野市南町1-2-3　代表取締役　青木 一"),
            ("段階", "再委託（みなと通信株式会社から）"),
            ("業務範囲", "利用者登録票の入力"),
            ("期間", "令和8年12月1日から令和9年3月31日まで"),
        ),
        conditions=(),
        reason="",
        points=(*POINTS, NoticedPoint("作業場所の安全", "未確認", None)),
    )
    return replace(notice, **changes)


def an_exception_notice(*, leaves_copy: bool = True, **changes: Any) -> DecisionNotice:
    notice = a_subcontracting_notice(
        number="8教支第31号",
        asked=exception_asked(ASKED, "複写・複製", leaves_copy=leaves_copy),
        clause_set="個人情報取扱特記事項（2023年版・法66条）",
        basis="第7（複写及び複製の禁止）",
        terms=(
            ("業務", "R8-教支-001　学校図書館の蔵書管理"),
            ("申請者", "みなと通信株式会社"),
            ("種類", "複写・複製"),
            ("対象", "利用者一覧の写し（蔵書点検の照合用）"),
            ("件数", "120件"),
            ("期間", "令和8年12月1日から令和8年12月25日まで"),
        ),
        points=(),
    )
    return replace(notice, **changes)


BOTH = pytest.mark.parametrize("a_notice", [a_subcontracting_notice, an_exception_notice])


def test_a_consent_to_subcontracting_names_the_request_the_ground_and_every_point():
    [page] = page_texts(decision_notice(a_subcontracting_notice(), fonts()))
    for words in (
        "再委託承諾通知書",
        "8教支第12号",
        "令和8年11月9日に受け付けた再委託の承諾の申請について",
        "第10（再委託の禁止）に基づき、次のとおり承諾します",
        "再委託先にも、受託者と同じく個人情報の取扱いを守らせてください",
        "有限会社髙﨑𠮷野印刷",
        "R8.11.20確認した",
        "未確認",
        "（公印省略）",
    ):
        assert words in page, words
    assert "承諾の条件" not in page


def test_a_consent_to_an_exception_names_the_clause_and_what_becomes_of_the_copy():
    [page] = page_texts(decision_notice(an_exception_notice(), fonts()))
    for words in (
        "例外承諾通知書",
        "8教支第31号",
        "令和8年11月9日に申請のあった複写・複製について",
        "第7（複写及び複製の禁止）に基づき、次のとおり承諾します",
        "利用者一覧の写し",
        "消去して、報告してください",
    ):
        assert words in page, words
    for words in ("承諾の条件", "理由", "確認した事項"):
        assert words not in page, words


def test_an_exception_that_leaves_no_copy_asks_for_none_back():
    [page] = page_texts(decision_notice(an_exception_notice(leaves_copy=False), fonts()))
    assert "返却" not in page
    assert "承諾した範囲を超えて取り扱わないでください" in page


@BOTH
def test_conditions_are_numbered_below(a_notice):
    notice = a_notice(conditions=("入力室の施錠（令和8年12月25日まで）", "持ち出さないこと"))
    [page] = page_texts(decision_notice(notice, fonts()))
    assert "次の条件を付けて承諾します" in page
    assert "2持ち出さないこと" in page


@BOTH
def test_a_consent_says_its_reason_where_there_is_one(a_notice):
    [page] = page_texts(decision_notice(a_notice(reason="照合に要るため"), fonts()))
    assert "理由照合に要るため" in page


@pytest.mark.parametrize(
    ("a_notice", "title"),
    [
        (a_subcontracting_notice, "再委託不承諾通知書"),
        (an_exception_notice, "例外不承諾通知書"),
    ],
)
def test_a_refusal_has_another_title_and_its_reason_instead_of_what_to_keep_to(a_notice, title):
    notice = a_notice(consents=False, reason="必要性が認められない", points=())
    [page] = page_texts(decision_notice(notice, fonts()))
    assert title in page
    assert "承諾しないこととした" in page
    assert "必要性が認められない" in page
    for words in ("確認した事項", "守らせて", "消去して"):
        assert words not in page, words


@BOTH
@pytest.mark.parametrize("length", [1, 40, 4_000])
def test_however_long_its_texts_are_nothing_leaves_the_page_or_gets_lost(a_notice, length):
    long = "鰻" * length
    notice = a_notice(
        addressee="株" * min(length, 250), terms=(("業務範囲", long),), conditions=(long, "終わり")
    )
    pdf = decision_notice(notice, fonts())
    text = "".join(page_texts(pdf))
    assert text.count("鰻") == 2 * length
    assert page_texts(pdf)[0].count("株") == min(length, 250)
    assert "終わり" in text
    for picture in pictures(pdf):
        assert not ink_outside(picture, *LIVE_AREA)


def test_the_same_facts_give_the_same_bytes():
    notice = a_subcontracting_notice()
    assert decision_notice(notice, fonts()) == decision_notice(notice, fonts())


def test_the_clause_that_knows_of_the_exception_goes_before_those_that_only_forbid():
    sets = shipped_clause_sets()
    strict, national = sets["prime-consent-2021"], sets["national-act-2023"]
    assert basis_of(national, ExceptionKind.COPYING).startswith("第7（")
    assert basis_of(strict, ExceptionKind.OTHER_SOURCE).startswith("第4（")
    assert "、" not in basis_of(strict, ExceptionKind.OTHER_SOURCE)
    assert basis_of(strict, ExceptionKind.COPYING).startswith("第9（")
