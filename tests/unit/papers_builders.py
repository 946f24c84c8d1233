"""Papers to print in tests: one busy contract of a fictitious city, and how to read a PDF back."""

from __future__ import annotations

import os
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from app.papers.fonts import Fonts, fonts_in
from app.papers.record_page import (
    Box,
    Chain,
    Head,
    InspectionBox,
    PreviousYear,
    RecordPaper,
    Row,
    Subcontractor,
    Totals,
    VisitsOfYear,
)

HASH = "8e41764a8268d895" + "0123456789abcdef" * 3
NUMBER = "R2-教𠮷-034"


def font_folder() -> Path:
    """MITODOKE_TEST_FONT_DIR, or a folder under the system's temporary one."""
    default = Path(tempfile.gettempdir()) / "mitodoke-test-fonts"
    return Path(os.environ.get("MITODOKE_TEST_FONT_DIR", default))


def fonts() -> Fonts:
    """Made once for all test runs."""
    return fonts_in(font_folder())


def a_head(**changes: Any) -> Head:
    head = Head(
        contract_number=NUMBER,
        title="教育用システム運用保守等業務",
        contractor="みなと通信株式会社",
        first_day=date(2021, 3, 1),
        last_day=date(2023, 2, 28),
        term_note="24か月。表示は36か月",
        stage="履行中",
        people=15_000,
        department="教育支援課",
        agency="教育委員会",
        clause_set="2021年版・再委託承諾制",
        information="区立学校の児童・生徒及び教員の　"
        "学校名、学年、学級、氏名、ユーザID、端末管理番号",
        subcontractors=(
            Subcontractor(1, "株式会社みなとテクノ南", date(2021, 2, 20)),
            Subcontractor(2, "株式会社みなとエムイー", date(2021, 3, 1)),
        ),
    )
    return replace(head, **changes)


def a_row(number: int, month: int, day: int, kind: str, text: str, *rest: str, **more: Any) -> Row:
    """`rest`: other party, officer, method, place."""
    other_party, officer, method, place = rest
    on = date(more.pop("year", 2021), month, day)
    return Row(number, on, kind, text, other_party, officer, method, place, **more)


def eighteen_rows() -> tuple[Row, ...]:
    """The rows of the design's picture."""
    return (
        a_row(
            1,
            12,
            17,
            "付議",
            "令和2年度第8回 資料34\n委託及び再委託　了承",
            "審議会",
            "支援係",
            "会議",
            "審議会綴",
            year=2020,
        ),
        a_row(
            2,
            2,
            15,
            "契約締結",
            "R3.3.1～R5.2.28　特記事項 2021年版",
            "受託者",
            "支援係",
            "書面",
            "契約書綴",
        ),
        a_row(
            3,
            2,
            20,
            "再委託承諾",
            "端末の故障問合せ対応・修理手配",
            "再委託先1",
            "支援係",
            "書面",
            "2教支第120号",
        ),
        a_row(
            4,
            2,
            26,
            "取扱者届出",
            "責任者1名（公共営業部 部長）",
            "受託者",
            "支援係",
            "書面",
            "届出綴 1",
        ),
        a_row(
            5,
            3,
            1,
            "再委託承諾",
            "盗難・紛失等の問合せ対応（業務開始日と同日）",
            "再委託先2",
            "支援係",
            "書面",
            "2教支第120号",
        ),
        a_row(
            6,
            3,
            1,
            "データ引渡し",
            "D1 利用者一覧　15,000件",
            "受託者",
            "支援係",
            "暗号化してオンライン",
            "受領書綴 1",
        ),
        a_row(
            7,
            3,
            3,
            "データ引渡し",
            "D1 端末一覧　1,500件",
            "再委託先1",
            "支援係",
            "受託者を経由",
            "受領書綴 2",
            corrected_by=9,
        ),
        a_row(
            8,
            3,
            5,
            "取扱者届出",
            "責任者1名（保守課長）",
            "再委託先1",
            "支援係",
            "書面",
            "届出綴 2",
        ),
        a_row(
            9,
            3,
            8,
            "訂正",
            "7号を訂正　R3.3.3に引渡し\nD1 端末一覧　15,000件",
            "再委託先1",
            "支援係",
            "受託者を経由",
            "受領書綴 2",
            corrects_kind="データ引渡し",
        ),
        a_row(
            10,
            3,
            16,
            "電話確認",
            "取扱者届出の未提出について提出を求めた",
            "再委託先2",
            "支援係",
            "電話",
            "電話記録 1",
        ),
        a_row(
            11,
            3,
            25,
            "立入調査",
            "令和2年度第1回　総合判定　適",
            "受託者",
            "支援係2名",
            "実地",
            "立入調査綴 1",
        ),
        a_row(
            12,
            3,
            26,
            "立入調査",
            "令和2年度第1回　総合判定　適",
            "再委託先1",
            "支援係2名",
            "書面",
            "立入調査綴 2",
        ),
        a_row(
            13,
            3,
            18,
            "打合せ",
            "故障受付の手順、預かり端末の保管場所を確認",
            "受託者\n再委託先1",
            "支援係",
            "対面",
            "会議録 1",
            late_written_on=date(2021, 3, 29),
        ),
        a_row(
            14,
            4,
            1,
            "報告依頼",
            "I1 アクセス権限の一覧　期限R3.4.14",
            "受託者",
            "支援係",
            "書面",
            "3教支第4号",
        ),
        a_row(
            15,
            4,
            7,
            "打合せ",
            "新年度の連絡体制、サーバ監視の報告様式を確認",
            "受託者",
            "支援係2名",
            "オンライン",
            "会議録 2",
        ),
        a_row(
            16,
            4,
            13,
            "立入調査",
            "令和3年度第1回　総合判定　指摘あり",
            "再委託先1",
            "支援係2名",
            "実地",
            "立入調査綴 3",
        ),
        a_row(
            17,
            4,
            13,
            "指摘",
            "2021-1-1 預かり端末の保管庫の鍵の管理者が未指定　是正期限R3.5.13",
            "再委託先1",
            "支援係2名",
            "実地",
            "立入調査綴 3",
        ),
        a_row(
            18,
            4,
            15,
            "電話確認",
            "I1の提出期限の経過を連絡。4月20日に提出する旨の回答",
            "受託者",
            "支援係",
            "電話",
            "電話記録 2",
        ),
    )


def a_record(**changes: Any) -> RecordPaper:
    paper = RecordPaper(
        as_of=date(2021, 4, 15),
        head=a_head(),
        handover=Box(done=True, last=date(2021, 3, 3), by="支援係", counts="2回（うち再委託先1）"),
        inspection=InspectionBox(
            2021,
            done=False,
            due=date(2022, 3, 31),
            contractor="未",
            subcontractors="2社中1社",
            previous=PreviousYear(
                done=False, overdue=True, contractor="済3/25", subcontractors="2社中1社"
            ),
        ),
        telephone=Box(done=True, last=date(2021, 4, 15), by="支援係", counts="電話2回・打合せ2回"),
        erasure=Box(done=False, due=date(2023, 3, 30), counts="返還・消去 2件中0件"),
        rows=eighteen_rows(),
        visits=(
            VisitsOfYear(2020, 3, 2, 1),
            VisitsOfYear(2021, 3, 1, 1),
            VisitsOfYear(2022, 3, 0, 0),
        ),
        totals=Totals(
            data_out=2,
            data_left=2,
            findings=1,
            findings_open=1,
            violations=4,
            violations_unsettled=4,
            checks=1,
            entries=18,
            late_entries=1,
            corrections=1,
        ),
        chain=Chain(18, HASH, f"{NUMBER}, 18, {HASH}"),
    )
    return replace(paper, **changes)
