"""The chair's record: from first hand-over to confirmed erasure, four questions on one page.

With the two contracts of case 3, one short enough for half a page.
"""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pypdfium2

from tests.integration.cases.city import City
from tests.integration.cases.clerk import Clerk
from tests.integration.cases.closing_work import close, confirm, everything_is_sound, look_over
from tests.integration.cases.office_work import (
    NO_SUBCONTRACTING,
    Facts,
    dispose,
    enter,
    fill_in,
    hand_over,
    look_at,
    receive_certificate,
    register_contract,
    renew,
    report_handlers,
)
from tests.unit.papers_read_back import page_texts, qr_texts

OURS = "教育調整課"
FIRST, SECOND = "R1-教調-027", "R2-教調-003"
MAILS = {
    "契約番号": FIRST,
    "件名": "一斉メール配信業務",
    "実施機関": "教育委員会",
    "受託者名": "ことり配信株式会社",
    "契約日": date(2019, 12, 27),
    "開始日": date(2020, 1, 6),
    "終了日": date(2020, 3, 31),
    "特記事項の版": NO_SUBCONTRACTING,
    "対象者": "園児・児童・生徒の保護者",
    "情報項目": ["保護者氏名", "メールアドレス"],
    "記録媒体": ["委託先のサーバ"],
    "本人数": 43000,
}
DATA = {
    "データ番号": "D1",
    "データ名": "登録者情報",
    "区分": "収集",
    "件数": 43000,
    "記録媒体": ["委託先のサーバ"],
    "職員": "調整係",
}
SUPERVISOR = {"区分": "責任者", "所属・役職": "運用部長", "人数": 1}
ON_SITE = {"方法": "実地", "調査職員": "調整係2名", "総合判定": "適"}
HALF = "半ページで印刷（A5・PDF）"
A4, A5_ACROSS = (595, 842), (595, 421)


def test_the_four_questions_of_the_chair_are_answered_on_one_page(city: City) -> None:
    city.begin(date(2019, 12, 27), [OURS])
    the_first_contract_is_short(city)
    the_second_lasts_a_year(city)
    the_first_stands_on_half_a_page(city)
    the_second_needs_the_whole_page(city)
    everything_is_sound(city)


def the_first_contract_is_short(city: City) -> None:
    officer, manager = city.officers[OURS], city.managers[OURS]
    register_contract(officer, MAILS)
    city.on(date(2020, 1, 3))
    report_handlers(officer, FIRST, SUPERVISOR)
    city.on(date(2020, 1, 6))
    hand_over(officer, FIRST, DATA)
    city.on(date(2020, 2, 14))
    _telephone(officer, FIRST, "登録者情報の保管場所を確かめた。")
    city.on(date(2020, 3, 12))
    _visit(officer, FIRST)
    city.on(date(2020, 4, 1))
    number = {"契約番号": SECOND, "開始日": date(2020, 4, 1), "終了日": date(2021, 3, 31)}
    renew(officer, FIRST, {**number, "契約日": date(2020, 4, 1)})
    report_handlers(officer, SECOND, SUPERVISOR)
    hand_over(officer, SECOND, DATA)
    instructed = {"引継先の契約番号": SECOND, "引継ぎを指示した日": date(2020, 4, 1)}
    goes_on = {"区分": "引継ぎ", "件数": 43000, **instructed, "指示の文書番号": "教調第5号"}
    dispose(officer, FIRST, {"データ": "D1", **goes_on})
    city.on(date(2020, 4, 10))
    close(manager, FIRST, "データは次の契約へ引き継いだ。")


def the_second_lasts_a_year(city: City) -> None:
    officer, manager = city.officers[OURS], city.managers[OURS]
    city.on(date(2020, 9, 8))
    _telephone(officer, SECOND, "パスワードの変更を確かめた。")
    city.on(date(2020, 11, 12))
    _visit(officer, SECOND)
    city.on(date(2021, 1, 14))
    _telephone(officer, SECOND, "終了の段取りを確かめた。")
    city.on(date(2021, 4, 9))
    paper = {"証明書番号": "KT-2021-04", "証明日": date(2021, 4, 6), "職員が立ち会った": True}
    receive_certificate(officer, SECOND, {**paper, "消去責任者の役職": "運用部長"})
    erased = {"区分": "消去", "行った日": date(2021, 4, 5), "件数": 43000}
    means = {"方法": "暗号化消去", "消去証明書": "KT-2021-04"}
    dispose(officer, SECOND, {"データ": "D1", **erased, **means})
    city.on(date(2021, 4, 20))
    look_over(officer, SECOND, "KT-2021-04", {"D1": 43000})
    confirm(officer, SECOND, "KT-2021-04", date(2021, 4, 20), "立会い", "調整係")
    city.on(date(2021, 5, 7))
    close(manager, SECOND, "消去に立ち会い、証明書を確かめた。")


def _telephone(officer: Clerk, number: str, heard: str) -> None:
    officer.open_contract(number).follow("電話確認を記録")
    said: Facts = {"内容": heard, "相手方": "運用部", "確認者": "調整係"}
    enter(fill_in(officer, said), "記録する", "電話確認を管理記録に書きました。")


def _visit(officer: Clerk, number: str) -> None:
    look_at(officer, number, "立入調査").follow("結果を記録")
    enter(fill_in(officer, ON_SITE), "記録する", "立入調査の実施を記録しました。")


def the_first_stands_on_half_a_page(city: City) -> None:
    """Seven entries: half a page of A4, across, with the same answers and the same code."""
    officer = look_at(city.officers[OURS], FIRST, "管理記録")
    pdf = officer.download(HALF)
    assert _size(pdf) == A5_ACROSS
    _answers(
        pdf,
        FIRST,
        "データの引渡し済R2.1.6調整係1回",
        "立入調査受託者済3/12済R2.3.12調整係…令和元年度",
        "電話等の確認済R2.2.14調整係電話1回・打合せ0回",
        "消去の確認済R2.4.1返還・消去1件中1件",
        "3R2.1.6データ収集・作成D1登録者情報43,000件受託者調整係",
        "4R2.2.14電話確認登録者情報の保管場所を確かめた。運用部調整係電話",
        "5R2.3.12立入調査令和元年度第1回総合判定適受託者調整係2名実地",
        "6R2.4.1引継ぎD143,000件R2-教調-003へ指示日R2.4.1受託者教調第5号",
        "7R2.4.10完了データは次の契約へ引き継いだ。",
        "立入調査要1実施1うち実地1データ引渡し1返還0消去0引継ぎ1残0",
        "記録7件後日記載0訂正0",
    )
    _code_says(pdf, FIRST, 7)
    whole = officer.download("管理記録を印刷（A4・PDF）")
    assert _size(whole) == A4
    assert qr_texts(whole) == qr_texts(pdf)


def the_second_needs_the_whole_page(city: City) -> None:
    """Ten entries: the whole page; half of it is not offered."""
    officer = look_at(city.officers[OURS], SECOND, "管理記録")
    assert not officer.offers(HALF)
    pdf = officer.download("管理記録を印刷（A4・PDF）")
    assert _size(pdf) == A4
    _answers(
        pdf,
        SECOND,
        "データの引渡し済最終調整係R2.4.11回",
        "立入調査令和2年度済最終調整係2名R2.11.12受託者済11/12再委託先なし",
        "電話等の確認済最終調整係R3.1.14電話2回・打合せ0回",
        "消去の確認済最終調整係R3.4.20返還・消去1件中1件",
        "3R2.4.1データ収集・作成D1登録者情報43,000件受託者調整係",
        "5R2.11.12立入調査令和2年度第1回総合判定適受託者調整係2名実地",
        "8R3.4.5消去D143,000件暗号化消去証明書KT-2021-04受託者",
        "7R3.4.9消去証明書KT-2021-04証明日R3.4.6立会いあり受託者書面",
        "9R3.4.20消去確認証明書KT-2021-04受託者調整係立会い",
        "令和2年度111計111データ引渡し1返還0消去1引継ぎ0残0消去証明書受領1確認1",
        "記録10件後日記載0訂正0",
    )
    _code_says(pdf, SECOND, 10)


def _answers(pdf: bytes, number: str, *said: str) -> None:
    """Each of these stands on the one page of the contract."""
    [page] = page_texts(pdf)
    assert f"契約番号{number}" in page
    for words in said:
        assert words in page, (words, page)


def _code_says(pdf: bytes, number: str, entries: int) -> None:
    """The code names the contract, how many entries there are, and the last one's hash."""
    [code] = qr_texts(pdf)
    contract, count, printed = code.split(",")
    assert (contract, int(count)) == (number, entries)
    assert printed[:16] in page_texts(pdf)[0]


def _size(pdf: bytes) -> tuple[int, ...]:
    [page] = pypdfium2.PdfDocument(BytesIO(pdf))
    return tuple(round(length) for length in page.get_size())
