"""立入調査実施通知書 on paper: every field of it, long ones too, and the same each time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.acts.paper_facts.visit_notice_facts import as_kept, basis_of, kept, sender_words
from app.papers.visit_notice import visit_notice
from app.papers.visit_notice_page import NoticedInspection, VisitNotice
from checklists.loader import shipped_clause_sets
from tests.unit.papers_builders import fonts
from tests.unit.papers_read_back import ink_outside, page_texts, pictures

LIVE_AREA = (24.5, 10.7, 200.5, 288.0)  # mm, with the frames' own thickness
GROUPS = tuple(f"{letter}　点検のまとまりその{n}" for n, letter in enumerate("ABCDEFGHIJKL", 1))


def an_inspection(number: int = 1, **changes: Any) -> NoticedInspection:
    return replace(
        NoticedInspection(
            f"R8-教支-{number:03}",
            "教育用システム運用保守等業務",
            "受託者",
            "令和8年度　第1回",
            ("第18　監査等", "第19　監査等（年度当たり1回以上）"),
            "2021年版・再委託承諾制",
            ("A　組織的安全管理措置", "B　人的安全管理措置"),
        ),
        **changes,
    )


def a_notice(**changes: Any) -> VisitNotice:
    notice = VisitNotice(
        number="8教支第12号",
        issued_on=date(2026, 11, 20),
        addressee="有限会社髙﨑𠮷野印刷",
        sender="青葉野市教育委員会",
        department="教育支援課",
        held_on=date(2026, 12, 3),
        hours="13:30～15:00",
        place="本社2階 会議室",
        method="実地",
        is_on_site=True,
        reason="",
        officers="宮野、𠮷田",
        attendants="髙橋 様",
        preparation="取扱者名簿\n教育の記録",
        contact="教育支援課 電話 00-0000-0000",
        inspections=(an_inspection(),),
    )
    return replace(notice, **changes)


def test_everything_that_a_notice_has_to_say_stands_on_it():
    [page] = page_texts(visit_notice(a_notice(), fonts()))
    for words in (
        "8教支第12号",
        "令和8年11月20日",
        "有限会社髙﨑𠮷野印刷",
        "代表者様",
        "青葉野市教育委員会",
        "（公印省略）",
        "立入調査実施通知書",
        "令和8年12月3日（木）13:30～15:00",
        "本社2階会議室",
        "実地",
        "宮野、𠮷田",
        "髙橋様",
        "取扱者名簿教育の記録",
        "教育支援課電話00-0000-0000",
        "R8-教支-001",
        "教育用システム運用保守等業務",
        "第19監査等（年度当たり1回以上）",
        "A組織的安全管理措置",
        "以上",
    ):
        assert words in page, words


def test_why_it_is_not_on_site_is_said_only_where_it_is_not():
    [remote] = page_texts(
        visit_notice(a_notice(method="遠隔", is_on_site=False, reason="遠方のため"), fonts())
    )
    [on_site] = page_texts(visit_notice(a_notice(), fonts()))
    assert "立入調査を遠隔により" in remote
    assert "実地でない理由：遠方のため" in remote
    assert "理由" not in on_site


def test_what_is_not_known_yet_is_said_to_follow():
    [page] = page_texts(visit_notice(a_notice(hours="", place="", officers=""), fonts()))
    assert "時刻は、別にお知らせします" in page
    assert page.count("別にお知らせします") == 3


def test_a_notice_about_many_contracts_goes_on_over_pages_and_loses_none():
    parts = tuple(an_inspection(number, groups=GROUPS) for number in range(1, 16))
    pages = page_texts(visit_notice(a_notice(inspections=parts), fonts()))
    assert len(pages) > 2
    whole = "".join(pages)
    assert all(f"R8-教支-{number:03}" in whole for number in range(1, 16))
    assert whole.count("点検のまとまりその12") == 15
    assert "点検のまとまりその12以上文書番号" in pages[-1]
    assert all(f"{n}／{len(pages)}" in page for n, page in enumerate(pages, 1))
    assert all("8教支第12号" in page for page in pages)


@pytest.mark.parametrize("times", [1, 60])
def test_nothing_is_drawn_outside_the_live_area(times):
    long = {
        "place": "会議室、" * times,
        "preparation": "記録簿\n" * times,
        "officers": "𠮷" * times,
    }
    notice = a_notice(addressee="株式会社" + "𠮷野" * times, **long)
    for picture in pictures(visit_notice(notice, fonts())):
        assert not ink_outside(picture, *LIVE_AREA)


def test_a_notice_that_was_kept_is_printed_again_the_same_to_the_byte():
    notice = a_notice()
    assert as_kept(kept(notice)) == notice
    assert visit_notice(as_kept(kept(notice)), fonts()) == visit_notice(notice, fonts())


def test_the_ground_is_the_clauses_of_the_contract_that_a_visit_fulfils():
    found = {one.id: basis_of(one) for one in shipped_clause_sets().values()}
    assert "第19　監査等（年度当たり1回以上）" in found["prime-consent-2021"]
    assert all(found.values()), found


@pytest.mark.parametrize(
    ("agencies", "sender"),
    [
        (["市長"], "青葉野市長"),
        ([""], "青葉野市長"),
        (["教育委員会"], "青葉野市教育委員会"),
        (["青葉野市教育委員会"], "青葉野市教育委員会"),
        (["教育委員会", "市長"], "青葉野市長"),
    ],
)
def test_the_sender_is_the_agency_of_all_its_contracts_else_the_mayor(agencies, sender):
    assert sender_words("青葉野市", agencies) == sender
