"""消去確認書 and the contractor's blank certificate on paper."""

from __future__ import annotations

import pytest
from PIL import Image

from app.papers.erasure_certificate_form import erasure_certificate_form
from app.papers.erasure_confirmation import erasure_confirmation
from app.papers.erasure_page import Certificate, Checks, Confirmation, DataOut
from app.papers.remarks import LIMITS
from tests.unit.erasure_builders import a_confirmation, a_form, an_erased_item
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


def test_the_confirmation_of_one_certificate_stands_on_one_page_with_all_its_facts():
    (text,) = page_texts(erasure_confirmation([a_confirmation()], fonts()))
    for words in (
        "KT-2021-04",
        "令和3年4月6日",
        "運用部担当（実施場所受託者の運用室）",
        "論理消去と暗号鍵の破棄",
        "R3.4.5",
        "データ1件43,000件残0件",
        "令和3年5月6日",
        "確認日令和3年4月15日",
    ):
        assert words in text


def test_the_confirmation_says_that_it_proves_no_irrecoverability():
    (text,) = page_texts(erasure_confirmation([a_confirmation()], fonts()))
    assert LIMITS in text


def test_every_certificate_has_a_confirmation_of_its_own_numbered_by_itself():
    second = a_confirmation(certificate=Certificate("KT-2"))
    texts = page_texts(erasure_confirmation([a_confirmation(), second], fonts()))
    assert len(texts) == 2
    assert "KT-2021-04" in texts[0]
    assert "KT-2021-04" not in texts[1]
    assert all("1／1" in text for text in texts)


def test_the_confirmations_qr_code_reads_back():
    pdf = erasure_confirmation([a_confirmation()], fonts())
    assert qr_texts(pdf) == [f"R2-教調-003, 13, {HASH}"]


def test_the_verdict_that_was_given_is_the_black_one():
    shares = {
        verdict: [
            _blackness(
                pictures(erasure_confirmation([a_confirmation(verdict=verdict)], fonts()))[0], x
            )
            for x in (45.0, 95.0, 153.0)
        ]
        for verdict in ("確認", "一部未確認", "不可", "")
    }
    for position, verdict in enumerate(("確認", "一部未確認", "不可")):
        assert shares[verdict].index(max(shares[verdict])) == position
        assert max(shares[verdict]) > 0.4
    assert max(shares[""]) < 0.2


def test_facts_that_are_not_on_file_stay_blank_and_are_not_invented():
    paper = a_confirmation(
        certificate=Certificate("KT-1"),
        verdict="",
        confirmed_on=None,
        checks=Checks(),
        confirmation=Confirmation(),
        backups=(),
        remarks="",
        count_left=None,
        data=(an_erased_item(1, count_out=None, count_erased=None, match=""),),
    )
    (text,) = page_texts(erasure_confirmation([paper], fonts()))
    assert "データ1件番号" in text
    assert "適件数" not in text
    assert "一致D" not in text
    assert "実施日年月日" in text


@pytest.mark.parametrize("count", [1, 2, 3, 5, 8, 9, 10, 11, 12, 13, 14, 20, 60])
def test_many_data_items_go_on_to_further_pages_and_none_is_lost(count):
    items = tuple(map(an_erased_item, range(1, count + 1)))
    pdf = erasure_confirmation([a_confirmation(data=items)], fonts())
    texts = page_texts(pdf)
    assert all(f"D{number}登録者情報" in "".join(texts) for number in range(1, count + 1))
    assert "自署" in texts[-1]
    assert not any("自署" in text for text in texts[:-1])
    assert not any(ink_outside(page, *LIVE_AREA) for page in pictures(pdf))


@pytest.mark.parametrize("words", ["長" * 2000, "W" * 900, "あ\n" * 100])
def test_long_remarks_and_names_do_not_break_the_confirmation(words):
    paper = a_confirmation(
        remarks=words,
        head=a_head(title=words, contractor=words),
        signers=(words, words),
        data=(an_erased_item(1, name=words, medium=words, method=words, count_out=10**12),),
        certificate=Certificate(words, None, None, None, words, words, words, words, words),
        confirmation=Confirmation("立会い", None, words, words, words),
    )
    pdf = erasure_confirmation([paper], fonts())
    assert not any(ink_outside(page, *LIVE_AREA) for page in pictures(pdf))
    assert LIMITS in page_texts(pdf)[-1]


def test_the_blank_certificate_names_city_contract_contractor_and_what_is_still_out():
    (text,) = page_texts(erasure_certificate_form(a_form(), fonts()))
    for words in (
        "みなと野市長様",
        f"{NUMBER}（再委託先1）",
        "有限会社髙﨑𠮷野印刷",
        "D1",
        "利用者一覧",
        "15,000件",
        "USBメモリ",
        "M-0012",
        "復元できない状態にした",
        "消去の手順を実施した",
        "市の確認欄",
    ):
        assert words in text


def test_the_blank_certificates_qr_code_reads_back():
    assert qr_texts(erasure_certificate_form(a_form(), fonts())) == [f"{NUMBER}, 18, {HASH}"]


@pytest.mark.parametrize("count", [0, 1, 4, 5, 6, 7, 8, 9, 12, 40])
def test_every_data_item_still_out_has_its_lines_and_the_citys_part_comes_last(count):
    data = tuple(
        DataOut(f"D{number}", f"名簿その{number}。", "USBメモリ", f"M-{number}", number)
        for number in range(count)
    )
    pdf = erasure_certificate_form(a_form(data=data), fonts())
    texts = page_texts(pdf)
    assert all(f"名簿その{number}。" in "".join(texts) for number in range(count))
    assert [("市の確認欄" in text) for text in texts] == [False] * (len(texts) - 1) + [True]
    assert not any(ink_outside(page, *LIVE_AREA) for page in pictures(pdf))


def test_a_number_of_data_is_never_broken_into_two_lines():
    data = (DataOut("D1", "台帳", count=123_456_789),)
    document_text = page_texts(erasure_certificate_form(a_form(data=data), fonts()))[0]
    assert "123,456,789件" in document_text


def test_both_papers_are_the_same_bytes_for_the_same_facts():
    papers = [a_confirmation()]
    assert erasure_confirmation(papers, fonts()) == erasure_confirmation(papers, fonts())
    assert erasure_certificate_form(a_form(), fonts()) == erasure_certificate_form(
        a_form(), fonts()
    )


def _blackness(picture: Image.Image, left: float) -> float:
    """The black share of a verdict's upper field, 40 mm wide."""
    field = picture.crop(in_dots(left, 50.2, left + 40, 60.5))
    return black_dots(field) / (field.width * field.height)


def test_who_compared_and_who_confirmed_stand_where_they_sign():
    paper = a_confirmation(signed_by=("照合　宮野 さくら", "確認　水城 あおい"))
    (text,) = page_texts(erasure_confirmation([paper], fonts()))
    assert "照合宮野さくら" in text
    assert "確認水城あおい" in text


@pytest.mark.parametrize("match", ["読替一致", "相違"])
def test_how_a_line_was_compared_stands_in_its_column(match):
    paper = a_confirmation(data=(an_erased_item(1, match=match),))
    (text,) = page_texts(erasure_confirmation([paper], fonts()))
    assert match in text


@pytest.mark.parametrize("length", [6, 12, 24, 36])
def test_a_long_name_of_the_contractor_or_the_city_wraps_and_is_never_cut(length):
    company = "".join(f"第{n}営業" for n in range(10, 10 + length))
    city = "".join(f"東{n}町" for n in range(10, 10 + length // 2))
    form = a_form(addressee=city, head=a_head(contractor=company))
    pdf = erasure_certificate_form(form, fonts())
    text = "".join(page_texts(pdf))
    assert company in text
    assert city in text
    assert "…" not in text
    assert not any(ink_outside(page, *LIVE_AREA) for page in pictures(pdf))
