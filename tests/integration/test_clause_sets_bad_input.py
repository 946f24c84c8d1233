"""特記事項の取込み: texts and files that cannot be taken are answered with a sentence."""

from __future__ import annotations

import io
from html import unescape

import pytest
from werkzeug.test import TestResponse

from tests.integration.browser import Browser
from tests.integration.clause_texts import (
    COUNT,
    TEXT,
    document,
    docx,
    docx_table,
    package,
    paragraph,
)
from tests.integration.test_clause_sets import (
    ADDRESS,
    begin,
    bring_in,
    city,
    hidden,
    keeper,
    publish,
    save,
)

__all__ = ["city", "keeper"]  # fixtures

ENTITY = '<!DOCTYPE w [<!ENTITY a "{}">]>'.format("あ" * 1000)


def load(keeper: Browser, content: bytes, name: str = "clauses.docx") -> TestResponse:
    return keeper.open(
        f"{ADDRESS}/bring-in",
        "POST",
        data={
            "csrf_token": keeper.csrf_token(),
            "text": "",
            "earlier": "",
            "form_key": name,
            "file": (io.BytesIO(content), name),
        },
    )


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode("utf-8"),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        TEXT.replace("\n", "\r\n").encode("cp932"),
        docx(TEXT),
    ],
    ids=["utf-8", "utf-8 with a mark", "utf-16", "Shift_JIS", "docx"],
)
def test_a_file_gives_the_same_clauses_as_the_pasted_text(keeper, content):
    done = load(keeper, content, "別紙１.txt")
    assert done.status_code == 303, unescape(done.text)
    page = unescape(keeper.get(done.location).text)
    assert f"下書き　{COUNT}条項　もと 別紙１.txt" in page
    assert "従事者に対する教育" in page


def test_a_table_of_a_word_document_is_read_row_by_row(keeper):
    rows = [
        ("番号", "見出し", "内容"),
        ("１", "秘密の保持", "乙は、知ったことを漏らしてはならない。"),
        ("２", "複写の禁止", "乙は、甲の承諾なく複写してはならない。"),
        ("３", "事故の報告", "乙は、事故が発生したときは、甲に報告しなければならない。"),
    ]
    done = load(keeper, docx_table(rows))
    page = unescape(keeper.get(done.location).text)
    assert "下書き　3条項" in page
    assert "<b>複写の禁止</b>" in page
    assert "<b>事故の報告</b>" in page


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "文章を貼り付けるか"),
        (b"%PDF-1.7 and so on", "中身がPDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "古い形式"),
        (bytes(range(256)) * 4, "文章のファイルではありません"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "文章のファイルではありません"),
        (b"PK\x03\x04" + b"nothing of a zip", "壊れているか"),
        (docx(TEXT)[:-40], "壊れているか"),
        (package(xl__workbook_xml="<a/>"), "Wordの文書（.docx）ではありません"),
        (docx(TEXT, word__vbaProject_bin=b"macro"), "マクロを含む文書"),
        (package(word__document_xml=document(paragraph("１ &a;"), ENTITY)), "壊れているか"),
        (package(word__document_xml="<w:document"), "壊れているか"),
        (package(word__document_xml="<a>" * 400 + "</a>" * 400), "壊れているか"),
        (docx(TEXT, word__media=b"\0" * 70_000_000), "壊れているか"),
        (docx("１ 乙は、守る。" + "あ" * 1_100_000), "長すぎ"),
        (docx("番号のない文章です。\nもう一つの文章です。"), "番号のある条項が見つかりません"),
    ],
    ids=[
        "empty",
        "a PDF",
        "an old Word file",
        "bytes of no text",
        "a picture",
        "no zip",
        "cut off",
        "a workbook",
        "macros",
        "entities",
        "broken XML",
        "nested without end",
        "a bomb",
        "too long",
        "no numbers",
    ],
)
def test_a_file_that_cannot_be_read_is_answered_with_a_sentence(keeper, city, content, sentence):
    refused = load(keeper, content)
    assert refused.status_code == 200
    assert sentence in unescape(refused.text)
    assert city.count("clause_set_drafts") == 0


def test_what_is_wrong_with_a_file_is_said_beside_the_file(keeper):
    page = unescape(load(keeper, docx("番号のない文章です。")).text)
    assert 'href="#file"' in page
    assert 'href="#text"' not in page


def test_a_file_that_is_too_big_is_refused(keeper):
    assert "読み込めるのは8MBまで" in load(keeper, b"a" * (8 * 1024 * 1024 + 1)).text
    assert load(keeper, b"a" * (13 * 1024 * 1024)).status_code == 413


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "文章を貼り付けるか"),
        ("　\n\n", "文章を貼り付けるか"),
        ("乙は、個人情報を守る。", "番号のある条項が見つかりません"),
        ("あ" * 1_000_000, "200,000文字まで"),
        ("１　乙は、あ\u202eい。", "使えない文字"),
        ("\n".join(f"{n}　乙は、守る。" for n in range(1, 302)), "条項は300まで"),
    ],
)
def test_a_text_that_cannot_be_cut_is_said_and_comes_back(keeper, city, text, sentence):
    refused = bring_in(keeper, text)
    assert refused.status_code == 200
    assert sentence in unescape(refused.text)
    assert city.count("clause_set_drafts") == 0
    assert text.strip()[:200] in unescape(refused.text)


def test_a_text_and_a_file_at_once_are_not_guessed_between(keeper):
    refused = keeper.open(
        f"{ADDRESS}/bring-in",
        "POST",
        data={
            "csrf_token": keeper.csrf_token(),
            "text": TEXT,
            "earlier": "",
            "form_key": "both",
            "file": (io.BytesIO(TEXT.encode()), "a.txt"),
        },
    )
    assert "どちらか一方" in refused.text


def test_an_earlier_version_that_does_not_exist_is_said(keeper):
    assert "一覧から選んでください" in bring_in(keeper, earlier="own-9").text


def test_two_hundred_clauses_are_brought_in_shown_and_published(keeper):
    text = "".join(f"（見出し{n}）\n第{n}条　乙は、{n}番目のことを守る。\n" for n in range(1, 201))
    draft = begin(keeper, text)
    page = unescape(keeper.get(draft).text)
    assert "下書き　200条項" in page
    assert "見出し200" in page
    save(keeper, f"{draft}/settings", title="市の特記事項", edition="2027")
    done = publish(keeper, draft)
    assert done.status_code == 303
    assert keeper.get(done.location).text.count('<tr id="clause-') == 200


def test_gaps_and_repeats_are_reported_and_never_refused(keeper):
    draft = begin(
        keeper, "１　乙は、守る。\n３　乙は、隠す。\n３　乙は、返す。\n２　乙は、消す。\n"
    )
    page = unescape(keeper.get(draft).text)
    for sentence in ("番号2がありません", "番号3が二度あります", "番号が3から2へ戻っています"):
        assert sentence in page
    assert "下書き　4条項" in page


def test_a_clause_of_very_many_sentences_offers_the_first_places_only(keeper):
    draft = begin(keeper, "１　乙は、守る。" + "乙は、守る。" * 300 + "\n２　乙は、返す。")
    page = unescape(keeper.get(f"{draft}/split/c1").text)
    assert page.count('name="at"') == 200
    assert "先頭の200か所" in page
    told = keeper.send(f"{draft}/split/c1", at="10", seen="what nobody has shown")
    assert "先に北川 みのり（secretariat）がここを変えています" in unescape(told.text)
    assert hidden(page)
