"""Confirmations and certificate forms to print in tests, of a fictitious city."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from app.papers.erasure_page import (
    Backup,
    Certificate,
    CertificateForm,
    Checks,
    Confirmation,
    DataOut,
    ErasedData,
    ErasurePaper,
)
from app.papers.record_page import Chain
from tests.unit.papers_builders import HASH, NUMBER, a_head


def a_confirmation(**changes: Any) -> ErasurePaper:
    """As in the design's picture: everything erased but one generation of the backup."""
    paper = ErasurePaper(
        head=a_head(
            contract_number="R2-教調-003",
            title="一斉メール配信業務",
            contractor="ことり配信株式会社（再委託なし）",
            stage="履行終了",
            people=43_000,
            department="教育調整課",
            clause_set="2019年版・再委託禁止",
            first_day=date(2020, 4, 1),
            last_day=date(2021, 3, 31),
            term_note="",
        ),
        certificate=Certificate(
            "KT-2021-04",
            date(2021, 4, 6),
            date(2021, 4, 9),
            date(2021, 4, 23),
            "運用部長",
            "運用部 担当（実施場所 受託者の運用室）",
            "消去後の件数0を管理画面で表示、消去ログを出力",
            "完了",
            "消去の手順を実施した（復元できない状態にした旨の記載はない）",
        ),
        data=(an_erased_item(1),),
        chain=Chain(13, HASH, f"R2-教調-003, 13, {HASH}"),
        verdict="一部未確認",
        confirmed_on=date(2021, 4, 15),
        count_left=0,
        checks=Checks("該当なし", "適", "適", "適", "適", "該当なし", "適", "未確認"),
        confirmation=Confirmation(
            "立会い",
            date(2021, 4, 5),
            "受託者の運用室",
            "調整係 2名",
            "消去綴 1（証明書、消去ログ、写真4枚）",
        ),
        backups=(Backup("控え（バックアップ）1世代", date(2021, 5, 6), "書面"),),
        remarks="消去の実施に立ち会い、登録者情報43,000件が0件となったことを確認した。控え1世代は令和3年5月6日に消滅する予定"
        "である。消滅の確認を受けた後、４に記入し、管理記録に「控えの消滅確認」を残す。",
        signers=("教育調整課 調整係", "教育調整課 調整係"),
    )
    return replace(paper, **changes)


def an_erased_item(number: int, **changes: Any) -> ErasedData:
    item = ErasedData(
        f"D{number}",
        "登録者情報",
        "委託先のサーバ",
        "なし",
        43_000,
        43_000,
        date(2021, 4, 5),
        "除去\n論理消去と暗号鍵の破棄",
        "一致",
    )
    return replace(item, **changes)


def a_form(**changes: Any) -> CertificateForm:
    form = CertificateForm(
        addressee="みなと野市長",
        head=a_head(contractor="有限会社髙﨑𠮷野印刷"),
        branch_words="再委託先1",
        address="みなと野市東町一丁目2番3号",
        representative="代表取締役",
        data=(
            DataOut("D1", "利用者一覧", "電子データ（オンライン）", "なし", 15_000),
            DataOut("D2", "端末一覧", "USBメモリ", "M-0012"),
        ),
        due_on=date(2023, 3, 30),
        chain=Chain(18, HASH, f"{NUMBER}, 18, {HASH}"),
    )
    return replace(form, **changes)
