"""お試しの業務 (子育て): ordinary jobs of 子ども家庭課 and 保育課."""

from __future__ import annotations

from app.demo.departments import FAMILIES, NURSERIES
from app.demo.job import NATIONAL, Job, Promise
from app.demo.ordinary import TWICE, Ordinary

ALLOWANCE = Job(
    FAMILIES,
    "児童手当通知書の印刷及び封入封緘業務",
    "もくせい封入株式会社",
    "支払通知書と現況届の印刷、封入、封緘及び郵便局への差出し",
    "大量の通知を支払日の前に届けるため",
    "児童手当の受給者",
    "氏名、住所、認定番号、児童の氏名、支給額",
    "電子記録媒体、紙",
    9_720,
    data=("支払通知書データ", "現況届データ"),
    means="暗号化した電子記録媒体を手渡し",
    promises=(
        Promise("受託者", "運用上", "封入の点数を2名で数えて記録する"),
        Promise("受託者", "運用上", "刷損じを立会いのもとで細断する"),
    ),
)
MEDICAL_CARD = Job(
    FAMILIES,
    "子ども医療証の作成業務",
    "みどりの丘印刷株式会社",
    "更新する医療証の印字、台紙への貼付け及び封入",
    "更新の時期に市の設備では作成できないため",
    "子ども医療証の交付を受ける子ども及び保護者",
    "氏名、住所、生年月日、受給者番号、加入する保険",
    "電子記録媒体、紙",
    21_300,
    sensitive=True,
    data=("医療証印字データ",),
    means="暗号化した電子記録媒体を手渡し",
)
SHORT_STAY = Job(
    FAMILIES,
    "子育て短期支援事業の実施業務",
    "社会福祉法人お試しひだまり会",
    "保護者の入院等のときに子どもを預かる事業の受付、養育及び報告",
    "24時間の養育ができる施設で行う必要があるため",
    "利用する子ども及び保護者",
    "氏名、住所、生年月日、家庭の状況、健康の状態、緊急連絡先",
    "紙、受託者のパソコン",
    140,
    NATIONAL,
    sensitive=True,
    reports="四半期",
    data=("利用決定者の名簿",),
    ending="返還",
)
EXTENDED_CARE = Job(
    NURSERIES,
    "延長保育料収納代行業務",
    "株式会社ゆうやけデータ",
    "延長保育料の納付書の作成、収納の取りまとめ及び収納データの作成",
    "納付の場所を増やし、収納の確認を早めるため",
    "延長保育を利用する子どもの保護者",
    "保護者氏名、住所、子どもの氏名、施設名、利用料、収納日",
    "受託者のサーバ",
    860,
    reports="毎月",
    schemes="プライバシーマーク",
    data=("調定データ",),
    means="専用線で送付",
)

FAMILY_JOBS = (
    Ordinary(ALLOWANCE, subcontractor=("かたつむり運輸倉庫株式会社", "封緘した通知書の運搬")),
    Ordinary(MEDICAL_CARD, TWICE),
    Ordinary(SHORT_STAY, TWICE),
    Ordinary(EXTENDED_CARE, TWICE, certified_until=1),
)
