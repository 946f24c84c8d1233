"""再委託承諾通知書 on paper: consent, consent under conditions and none; long texts too."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.papers.consent_notice import consent_notice
from app.papers.consent_notice_page import ConsentNotice, NoticedPoint
from tests.unit.papers_builders import fonts
from tests.unit.papers_read_back import ink_outside, page_texts, pictures

LIVE_AREA = (24.5, 10.7, 200.5, 288.0)  # mm, with the frames' own thickness
DAY = date(2026, 11, 20)
TERMS = (
    ("業務", "R8-教支-001　教育用システム運用保守等業務"),
    ("再委託先", "有限会社髙﨑𠮷野印刷"),
    ("所在地", "青葉野市南町1-2-3　代表取締役　青木 一"),
    ("段階", "再委託（みなと通信株式会社から）"),
    ("業務範囲", "利用者登録票の入力"),
    ("期間", "令和8年12月1日から令和9年3月31日まで"),
)
POINTS = tuple(NoticedPoint(f"承諾の前に確かめる事柄その{n}", "確認した", DAY) for n in range(1, 7))


def a_notice(**changes: Any) -> ConsentNotice:
    notice = ConsentNotice(
        number="8教支第12号",
        issued_on=DAY,
        addressee="みなと通信株式会社",
        sender="青葉野市教育委員会",
        department="教育支援課",
        received_on=date(2026, 11, 9),
        consents=True,
        clause_set="個人情報取扱特記事項（2021年版・再委託承諾制）",
        basis="第10（再委託の禁止）",
        terms=TERMS,
        conditions=(),
        reason="",
        points=(*POINTS, NoticedPoint("作業場所の安全", "未確認", None)),
    )
    return replace(notice, **changes)


def test_a_consent_names_the_request_the_ground_and_every_point():
    [page] = page_texts(consent_notice(a_notice(), fonts()))
    for words in (
        "再委託承諾通知書",
        "8教支第12号",
        "令和8年11月9日に受け付けた",
        "第10（再委託の禁止）に基づき、次のとおり承諾します",
        "有限会社髙﨑𠮷野印刷",
        "R8.11.20確認した",
        "未確認",
        "（公印省略）",
    ):
        assert words in page, words
    assert "承諾の条件" not in page


def test_conditions_are_numbered_below():
    notice = a_notice(conditions=("入力室の施錠（令和8年12月25日まで）", "持ち出さないこと"))
    [page] = page_texts(consent_notice(notice, fonts()))
    assert "次の条件を付けて承諾します" in page
    assert "2持ち出さないこと" in page


def test_a_refusal_has_another_title_and_its_reason_instead_of_points():
    notice = a_notice(consents=False, reason="必要性が認められない", points=())
    [page] = page_texts(consent_notice(notice, fonts()))
    assert "再委託不承諾通知書" in page
    assert "承諾しないこととした" in page
    assert "必要性が認められない" in page
    assert "確認した事項" not in page


@pytest.mark.parametrize("length", [1, 40, 4_000])
def test_however_long_its_texts_are_nothing_leaves_the_page_or_gets_lost(length):
    long = "鰻" * length
    notice = a_notice(
        addressee="株" * min(length, 250), terms=(("業務範囲", long),), conditions=(long, "終わり")
    )
    pdf = consent_notice(notice, fonts())
    text = "".join(page_texts(pdf))
    assert text.count("鰻") == 2 * length
    assert page_texts(pdf)[0].count("株") == min(length, 250)
    assert "終わり" in text
    for picture in pictures(pdf):
        assert not ink_outside(picture, *LIVE_AREA)


def test_the_same_facts_give_the_same_bytes():
    assert consent_notice(a_notice(), fonts()) == consent_notice(a_notice(), fonts())
