"""立入調査結果報告書 on paper: what is on file in full, blanks where nothing is, boxes to stamp."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PIL import Image
from pypdfium2 import PdfDocument

from app.papers.inspection_report import inspection_report
from app.papers.inspection_report_page import (
    OUTCOMES,
    Approval,
    EarlierFindingReported,
    GroupCount,
    InspectionReport,
    ReportedFinding,
    ReportedVisit,
    SheetCount,
)
from app.papers.record_page import Chain
from audits.inspection_result import Outcome
from audits.wording import OUTCOME
from tests.unit.papers_builders import HASH, NUMBER, a_head, fonts
from tests.unit.papers_read_back import (
    black_dots,
    in_dots,
    ink_outside,
    page_texts,
    pictures,
    qr_texts,
)

LIVE_AREA = (24.5, 10.7, 200.5, 288.0)  # mm, with the frames' own thickness
VISITED, DUE = date(2026, 11, 20), date(2026, 12, 20)
FOUND = "C9　鍵の貸出簿に空欄がある。髙橋主任と𠮷野係長に確かめた。"
OUTCOME_MIDDLES = (61.75, 101.25, 140.75, 180.25)


def a_count(**changes: Any) -> SheetCount:
    groups = (GroupCount("A", "組織的安全管理措置", 22, 20, 1, 1), GroupCount("C", "物理的", 8, 8))
    whole = GroupCount("", "計", 30, 28, 1, 1)
    return replace(SheetCount(groups, whole, "標準チェックシート 2026年版"), **changes)


def a_report(**changes: Any) -> InspectionReport:
    report = InspectionReport(
        as_of=date(2026, 11, 21),
        head=a_head(),
        contractor="有限会社髙﨑𠮷野印刷",
        visit=ReportedVisit(
            "再委託先1　有限会社髙﨑𠮷野印刷",
            "令和8年度",
            2,
            VISITED,
            "実地",
            officers="宮野、𠮷田",
        ),
        outcome="適",
        judgement="適",
        count=a_count(),
        findings=(),
        open_findings=0,
        next_due_on=None,
        earlier=(),
        chain=Chain(18, HASH, f"{NUMBER},18,{HASH}"),
    )
    return replace(report, **changes)


def with_findings(number: int, times: int = 1, **changes: Any) -> InspectionReport:
    findings = tuple(
        ReportedFinding(str(n), f"{n}番{FOUND * times}", "第8", DUE, None, "回答待ち")
        for n in range(1, number + 1)
    )
    found = {"findings": findings, "open_findings": number, "next_due_on": DUE}
    return a_report(**{**found, "outcome": "是正を要する", "judgement": "指摘あり", **changes})


def pages(report: InspectionReport) -> list[str]:
    return page_texts(inspection_report(report, fonts()))


def test_a_visit_without_findings_stands_on_one_page_with_everything_on_it():
    (text,) = pages(a_report())
    for words in (
        "立入調査結果報告書",
        "令和8年11月21日現在",
        f"契約番号{NUMBER}",
        "受託者みなと通信株式会社",
        "所管課教育支援課（教育委員会）",
        "特記事項2021年版・再委託承諾制",
        "台帳の判定適",
        "是正の状況指摘の記録なし",
        "調査先再委託先1有限会社髙﨑𠮷野印刷",
        "年度・回令和8年度第2回",
        "実施日令和8年11月20日",
        "方法実地",
        "調査者宮野、𠮷田",
        "対象調査票のA・C全30項目（標準チェックシート2026年版）",
        "区分項目数適否該当なし未確認",
        "A組織的安全管理措置2220110",
        "計3028110",
        "3指摘事項指摘の記録なし",
        "4前回までの指摘の状況引き継ぐ指摘の記録なし",
        "以下余白",
        "決裁欄文書番号起案日年月日決裁日年月日起案係長所属長",
        "管理記録18号照合値8e41764a8268d895",
        "1／1",
    ):
        assert words in text


def test_the_words_stand_in_the_order_in_which_they_are_read():
    (text,) = pages(with_findings(1))
    order = ("報告書", "件名", "総合判定", "1調査", "2結果の集計", "3指摘事項", "4前回", "決裁欄")
    places = [text.index(words) for words in order]
    assert places == sorted(places)


def test_where_when_and_whom_they_met_are_left_to_be_written():
    (text,) = pages(a_report())
    assert "場所時刻時分から時分まで調査者" in text
    assert "立会者対象" in text


def test_the_outcomes_on_paper_are_those_of_the_rules():
    assert [words for words, _ in OUTCOMES] == [OUTCOME[outcome] for outcome in Outcome]


@pytest.mark.parametrize("outcome", [words for words, _ in OUTCOMES])
def test_the_outcome_is_the_one_field_that_is_white_on_black(outcome):
    assert chosen_outcomes(inspection_report(a_report(outcome=outcome), fonts())) == [outcome]


def chosen_outcomes(pdf: bytes) -> list[str]:
    """What is white on black among the outcomes on the first page."""
    page = pictures(pdf)[0]
    dark = [_darkness(page, middle) for middle in OUTCOME_MIDDLES]
    return [words for (words, _), ink in zip(OUTCOMES, dark, strict=True) if ink > 0.4]


def _darkness(page: Image.Image, middle: float) -> float:
    field = page.crop(in_dots(middle - 16, 50, middle + 16, 58))
    return black_dots(field) / (field.size[0] * field.size[1])


def test_a_visit_without_a_sheet_says_so_and_invents_no_counts():
    (text,) = pages(a_report(count=None))
    assert text.count("チェックシートの記入なし") == 2
    assert "項目数" not in text


def test_a_sheet_that_was_never_concluded_is_not_shown_as_a_result():
    (text,) = pages(a_report(count=a_count(unfinished=True)))
    assert "調査票は記入の途中です。" in text


@pytest.mark.parametrize(
    ("open_findings", "due_on", "words"),
    [
        (3, DUE, "指摘3件うち未是正3件期限令和8年12月20日"),
        (1, None, "指摘3件うち未是正1件1調査"),
        (0, None, "指摘3件すべて是正を確認"),
    ],
)
def test_what_is_left_to_be_put_right_is_said_with_its_day(open_findings, due_on, words):
    text = "".join(pages(with_findings(3, open_findings=open_findings, next_due_on=due_on)))
    assert f"是正の状況{words}" in text


def test_a_visit_that_was_not_on_site_gives_its_reason_or_says_that_there_is_none():
    visit = replace(a_report().visit, method="遠隔", is_on_site=False, reason="感染症の拡大")
    assert "理由実地でない理由：感染症の拡大" in pages(a_report(visit=visit))[0]
    silent = replace(visit, reason="")
    assert "実地でない理由：記載なし" in pages(a_report(visit=silent))[0]
    assert "実地でない理由" not in pages(a_report())[0]


def test_three_findings_stay_on_the_page_with_the_boxes():
    (text,) = pages(with_findings(3))
    assert "3指摘事項3件" in text
    assert all(f"{n}{n}番C9鍵の貸出簿に空欄がある。" in text for n in (1, 2, 3))
    assert text.count("第8R8.12.20回答待ち") == 3


@pytest.mark.parametrize(("number", "times"), [(20, 1), (20, 5), (100, 3), (2, 60)])
def test_many_and_long_findings_lose_no_word_and_the_boxes_come_last(number, times):
    pdf = inspection_report(with_findings(number, times), fonts())
    texts = page_texts(pdf)
    text = "".join(texts)
    assert text.count("簿") == number * times  # one sign of each sentence: a page may end in it
    assert [n for n in range(1, number + 1) if f"{n}番C9" not in text] == []
    assert [("決裁欄" in found) for found in texts] == [False] * (len(texts) - 1) + [True]
    assert all(f"{page}／{len(texts)}" in found for page, found in enumerate(texts, start=1))
    assert all(NUMBER in found for found in texts)
    assert all("番号内容根拠" in found for found in texts if "番C9" in found)
    assert not any(ink_outside(page, *LIVE_AREA) for page in pictures(pdf))


def test_what_became_of_the_last_findings_and_what_was_seen_of_them_now():
    earlier = (
        EarlierFindingReported(
            "2025-1-1", "名簿がない。", date(2026, 1, 5), VISITED, "適", "是正済"
        ),
        EarlierFindingReported("2024-1-2", "記録がない。", None, None, "否", "期限超過"),
        EarlierFindingReported("2024-1-3", "鍵がない。", None, None, "", "確認待ち"),
    )
    (text,) = pages(a_report(earlier=earlier))
    assert "2025-1-1名簿がない。適R8.1.5R8.11.20是正済" in text
    assert "2024-1-2記録がない。否期限超過" in text
    assert "2024-1-3鍵がない。—確認待ち" in text


def test_a_finding_whose_text_begins_like_an_answer_is_printed_whole():
    found = ReportedFinding("1", "否\n施錠がない。", "未確認\n第8", DUE, None, "回答待ち")
    (text,) = pages(with_findings(1, findings=(found,)))
    assert "1否施錠がない。未確認第8R8.12.20" in text


@pytest.mark.parametrize("number", range(1, 12))
def test_the_boxes_never_stand_on_a_page_without_anything_above(number):
    last = pages(with_findings(number))[-1]
    above = last.partition("決裁欄")[0]
    assert "指摘" in above.replace("調査結果報告", "")


@pytest.mark.parametrize("words", ["長" * 5000, "W" * 900, "あ\n" * 200, "", "〓\u202e𠮷"])
def test_long_and_strange_words_do_not_break_the_report(words):
    report = with_findings(
        2,
        head=a_head(title=words, contractor=words),
        contractor=words,
        visit=ReportedVisit(words, words, 1, VISITED, "書面", words, words, is_on_site=False),
        findings=(ReportedFinding(words[:20], words, words, DUE, None, "回答待ち"),),
        earlier=(EarlierFindingReported("2025-1-1", words, DUE, DUE, "否", "是正済"),),
    )
    pdf = inspection_report(report, fonts())
    assert not any(ink_outside(page, *LIVE_AREA) for page in pictures(pdf))
    assert "決裁欄" in page_texts(pdf)[-1]


def test_characters_that_the_font_has_not_are_named():
    visit = replace(a_report().visit, officers="鍵\U0001f511")
    assert "U+1F511" in pages(a_report(visit=visit))[0]


def test_the_qr_code_carries_the_end_of_the_record():
    assert qr_texts(inspection_report(with_findings(20), fonts())) == [f"{NUMBER},18,{HASH}"]


def test_both_weights_are_embedded_and_nothing_else_is_used():
    pdf = inspection_report(with_findings(3), fonts())
    assert b"/FontFile2" in pdf
    assert b"+NotoSansJP-Regular" in pdf
    assert b"+NotoSansJP-Bold" in pdf
    assert b"Helvetica" not in pdf


def test_the_report_is_the_same_bytes_for_the_same_facts():
    assert inspection_report(a_report(), fonts()) == inspection_report(a_report(), fonts())


@pytest.mark.parametrize(
    ("name", "first_line"),
    [("教育支援課 学務情報係", "教育支援課"), ("教育総務部学務情報課長", "教育総務部学")],
)
def test_a_name_in_the_place_of_a_stamp_is_broken_between_its_words(name, first_line):
    approval = Approval(1, DUE, name, DUE, "教育支援課長")
    page = PdfDocument(inspection_report(a_report(approval=approval), fonts()))[0]
    lines = page.get_textpage().get_text_range().split("\r\n")
    assert first_line in lines


@pytest.mark.parametrize("standing", ["作成中", "提出済み", "差戻し"])
def test_what_a_draft_says_of_itself_stands_clear_of_the_title(standing):
    page = PdfDocument(inspection_report(a_report(standing=standing, approval=None), fonts()))[0]
    text = page.get_textpage()
    places: dict[str, tuple[float, float]] = {}
    for words in ("（承認前）", "現在"):
        start, count = text.search(words).get_next()
        boxes = [text.get_charbox(start + n) for n in range(count)]
        places[words] = (min(b[0] for b in boxes), max(b[2] for b in boxes))
    whole = text.get_text_range()
    title = [text.get_charbox(whole.index(sign)) for sign in "立書"]
    assert places["（承認前）"][1] < title[0][0]
    assert title[1][2] < places["現在"][0]
