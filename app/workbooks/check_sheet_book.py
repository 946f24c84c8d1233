"""調査票と事前点検票のブック: what their sheets are, as data, and what is written into them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Any

from app.workbooks.code import described
from app.workbooks.column import Column, Kind, SheetSpec
from app.workbooks.limits import MIB, Limits
from audits.self_check import SelfCheck
from audits.verdict import Verdict
from audits.wording import SELF_CHECK, VERDICT

LONGEST_WORDS, LONGEST_DOCUMENT, LONGEST_NAME = 2_000, 200, 200
# A sheet has some hundred items; far more is no sheet of ours.
SHEET_LIMITS = Limits(
    file_bytes=5 * MIB,
    entries=200,
    unpacked_bytes=64 * MIB,
    ratio_from=8 * MIB,
    sheets=20,
    rows=2_000,
    rows_in_all=8_000,
    columns=60,
    cells_in_all=100_000,
    shared_strings=50_000,
    text_in_all=2_000_000,
    problems=200,
)


class BookKind(Enum):
    """Which of the two books a file is; the value is the word that stands in it."""

    CHECK_SHEET = "調査票"
    PRE_CHECK = "事前点検票"


@dataclass(frozen=True, slots=True)
class BookIdentity:
    """Which inspection a book was made for; `edition`: of the standard sheet."""

    kind: BookKind
    contract: str
    branch: int
    year: int
    round: int
    edition: str

    @property
    def named(self) -> str:
        """As people name it: R8-001　再委託先1　2026年度 第1回の調査票."""
        party = f"再委託先{self.branch}" if self.branch else "受託者"
        year = f"{self.year}年度 第{self.round}回"
        return f"契約番号{self.contract}　{party}　{year}の{self.kind.value}"


@dataclass(frozen=True, slots=True)
class BookItem:
    """An item as both books ask it; `answer`: the cells to be filled in, by heading."""

    key: str
    place: str
    group: str
    text: str
    source: str = ""
    look_at: str = ""
    answer: Mapping[str, Any] = field(default_factory=dict)
    mark: str = ""


@dataclass(frozen=True, slots=True)
class CheckSheetBook:
    """All that is written: the inspection in words, the items, and who is to answer by when.

    `facts`: further lines that say which inspection it is. `made_at`: in words.
    """

    identity: BookIdentity
    facts: tuple[tuple[str, str], ...]
    items: tuple[BookItem, ...]
    made_at: str
    made_on: date
    contractor: str = ""
    due_on: date | None = None


ITEM_ID = "項目ID"
VERDICT_HEADING, COMMENT, SET_DUE_ON = "判定", "所見", "是正期限"
SAID, EXPLANATION, DOCUMENT = "自己点検", "説明", "資料名"
MARK = "答えの印"
VERDICT_CODES = described(
    VERDICT,
    {
        Verdict.MET: "現地で確かめて、そのとおりだった",
        Verdict.NOT_MET: "そのとおりでなかった（所見が必要）",
        Verdict.NOT_APPLICABLE: "この契約には当てはまらない（所見が必要）",
        Verdict.UNCONFIRMED: "まだ確かめていない（適には数えません）",
    },
)
SELF_CHECK_CODES = described(
    SELF_CHECK,
    {
        SelfCheck.DONE: "書いてあるとおりにしている",
        SelfCheck.NOT_DONE: "していない、または一部しかしていない（説明を書いてください）",
        SelfCheck.NOT_APPLICABLE: "この業務には当てはまらない（説明を書いてください）",
        SelfCheck.UNKNOWN: "確かめられない",
    },
)
_ASKED = (
    Column(ITEM_ID, "key", Kind.KEY, "項目を見分ける番号。変えないでください。", required=True),
    Column("番号", "place", Kind.TEXT, "この票の中での番号"),
    Column("区分", "group", Kind.TEXT, "項目のまとまり"),
    Column("確認すること", "text", Kind.TEXT, "そのとおりなら「適」となる文"),
    Column("出所", "source", Kind.TEXT, "この項目を確かめる理由"),
    Column("確認資料", "look_at", Kind.TEXT, "現地で見る資料や場所"),
)
CHECK_SHEET = SheetSpec(
    BookKind.CHECK_SHEET.value,
    ("key",),
    (
        *_ASKED,
        Column(
            VERDICT_HEADING, "verdict", Kind.CHOICE, "確かめた結果。空欄は未確認です。",
            codes=VERDICT_CODES,
        ),
        Column(COMMENT, "comment", Kind.TEXT, f"見たこと。{LONGEST_WORDS:,}文字まで"),
        Column(SET_DUE_ON, "due_on", Kind.DATE, "否のとき、直す期限。空欄なら規則の日数です。"),
    ),
)  # fmt: skip
PRE_CHECK = SheetSpec(
    BookKind.PRE_CHECK.value,
    ("key",),
    (
        *_ASKED,
        Column(
            SAID, "said", Kind.CHOICE, "自社で確かめた結果。空欄は未回答です。",
            codes=SELF_CHECK_CODES,
        ),
        Column(EXPLANATION, "explanation", Kind.TEXT, f"していること。{LONGEST_WORDS:,}文字まで"),
        Column(DOCUMENT, "document", Kind.TEXT, "分かる資料の名前。調査の日に見せていただきます。"),
    ),
)  # fmt: skip
SPECS: Mapping[BookKind, SheetSpec] = {
    BookKind.CHECK_SHEET: CHECK_SHEET,
    BookKind.PRE_CHECK: PRE_CHECK,
}
ANSWER_HEADINGS: Mapping[BookKind, tuple[str, ...]] = {
    BookKind.CHECK_SHEET: (VERDICT_HEADING, COMMENT, SET_DUE_ON),
    BookKind.PRE_CHECK: (SAID, EXPLANATION, DOCUMENT),
}
KEPT = SheetSpec(
    "受け取ったときの答え",
    ("key",),
    (
        Column(ITEM_ID, "key", Kind.KEY, "項目を見分ける番号", required=True),
        Column(VERDICT_HEADING, "verdict", Kind.CHOICE, "そのときの判定", codes=VERDICT_CODES),
        Column(COMMENT, "comment", Kind.TEXT, "そのときの所見"),
        Column(SET_DUE_ON, "due_on", Kind.DATE, "そのときの是正期限"),
        Column(MARK, "mark", Kind.KEY, "台帳の答えが変わったかを見分ける印"),
    ),
)
# Sheets of lines: what it is on the left, what is so on the right.
ABOUT, RESPONDENT, GUIDE = "この票について", "回答者", "書き方"
LINE_HEADINGS = ("項目", "内容")
KIND_LINE, CONTRACT_LINE, BRANCH_LINE = "書類", "契約番号", "枝番"
YEAR_LINE, ROUND_LINE, EDITION_LINE = "年度", "回", "版"
CONTRACTOR_LINE, PERSON_LINE = "受託者名", "回答者の部署・氏名"
ANSWERED_LINE, DUE_LINE = "回答日", "回答期限"
