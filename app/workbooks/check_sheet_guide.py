"""書き方: the sheet that explains a 調査票 or a 事前点検票 to whoever fills it in."""

from __future__ import annotations

from collections.abc import Iterator

from app.workbooks.check_sheet_book import (
    ANSWER_HEADINGS,
    ANSWERED_LINE,
    CONTRACTOR_LINE,
    PERSON_LINE,
    RESPONDENT,
    SPECS,
    BookKind,
)

HEADINGS = ("欄", "書くこと", "意味")
OPEN_CELLS = "薄い黄色の欄だけに書けます。"
KEEP = "項目IDの列と、シートの名前は変えないでください。"
HAND_IN = (
    "書き終えたら保存し、この調査の「Excelで答える」の画面で選んでください。台帳の答えと並べて"
    "比べます。保存を押すまで、台帳は変わりません。"
)
REQUEST = (
    "立入調査の前に、自社の取扱いを確かめて書いてください。この回答は参考です。"
    "適か否かは、市の職員が調査で判定します。"
)
SEND_BACK = (
    f"シート「{RESPONDENT}」に{CONTRACTOR_LINE}、{PERSON_LINE}、{ANSWERED_LINE}を書き、"
    "このブックのまま市の担当課へ送ってください。"
)
GENERAL: dict[BookKind, tuple[tuple[str, str, str], ...]] = {
    BookKind.CHECK_SHEET: (
        ("書ける欄", "", f"{OPEN_CELLS}ほかの欄は固定してあります。"),
        ("戻し方", "", HAND_IN),
        ("変えないもの", "", f"{KEEP}行の順番は変わっても構いません。"),
    ),
    BookKind.PRE_CHECK: (
        ("お願い", "", REQUEST),
        ("書ける欄", "", f"{OPEN_CELLS}ほかの欄は固定してあります。"),
        ("返し方", "", SEND_BACK),
        ("変えないもの", "", KEEP),
    ),
}


def guide_lines(kind: BookKind) -> Iterator[tuple[str, str, str]]:
    """The headings, what holds for the whole book, then each column that is filled in."""
    yield HEADINGS
    yield from GENERAL[kind]
    for column in SPECS[kind].columns:
        if column.heading not in ANSWER_HEADINGS[kind]:
            continue
        if column.codes is None:
            yield column.heading, "", column.meaning
            continue
        for word, meaning in column.codes.meanings:
            yield column.heading, word, meaning
