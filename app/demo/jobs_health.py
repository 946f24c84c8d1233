"""お試しの業務 (健康と福祉): ordinary jobs of 健康推進課 and 地域包括ケア推進課."""

from __future__ import annotations

from app.demo.departments import COMMUNITY, HEALTH
from app.demo.job import NATIONAL, Job, Promise
from app.demo.ordinary import TWICE, Ordinary

CHECK_UPS = Job(
    HEALTH,
    "健康診査結果の入力業務",
    "さくら入力株式会社",
    "医療機関から届いた健康診査票の内容の入力と点検",
    "読取りと点検を2回行う体制が市にないため",
    "健康診査を受けた市民",
    "受診番号、氏名、生年月日、受診日、健診結果、問診の回答",
    "紙、受託者のパソコン",
    8_240,
    NATIONAL,
    business="健康診査",
    sensitive=True,
    reports="半期",
    schemes="プライバシーマーク",
    data=("健康診査票",),
    ending="返還",
)
CANCER = Job(
    HEALTH,
    "がん検診受診券の作成及び発送業務",
    "みどりの丘印刷株式会社",
    "対象者の受診券と案内の印刷、封入及び発送",
    "年度の初めに対象者全員へ届けるため",
    "がん検診の対象となる市民",
    "氏名、住所、生年月日、性別、検診の種類",
    "電子記録媒体、紙",
    52_600,
    NATIONAL,
    sensitive=True,
    data=("対象者データ",),
    means="暗号化した電子記録媒体を手渡し",
)
VACCINATION = Job(
    HEALTH,
    "予防接種予診票の作成業務",
    "つばめ帳票株式会社",
    "予診票への印字、個別の通知の封入及び発送",
    "接種の時期に合わせて毎月通知するため",
    "予防接種の対象となる子ども及び高齢者",
    "氏名、住所、生年月日、接種の種類、接種履歴",
    "電子記録媒体、紙",
    14_700,
    sensitive=True,
    data=("対象者データ",),
    means="暗号化した電子記録媒体を手渡し",
)
WALKING = Job(
    HEALTH,
    "健康ポイント事業アプリ運用業務",
    "株式会社そよかぜアプリ",
    "歩数と健診の記録によりポイントを付けるアプリの運用、問合せの対応",
    "継続した開発と常時の監視を要するため",
    "事業に参加する市民",
    "氏名、ニックネーム、生年月日、メールアドレス、歩数、健診の受診日",
    "受託者のサーバ",
    6_350,
    NATIONAL,
    reports="毎月",
    schemes="プライバシーマーク、ISMS",
    data=("参加者の名簿",),
    means="暗号化してオンラインで送付",
    promises=(
        Promise("受託者", "システム上", "脆弱性の診断を受け、結果を報告する", rhythm="半期"),
        Promise("実施機関", "運用上", "退会した者の情報が消えたことを確かめる", rhythm="四半期"),
    ),
)
EXERCISE = Job(
    COMMUNITY,
    "介護予防教室の運営業務",
    "株式会社まちの縁側",
    "教室の受付、体力の測定、指導及び参加記録の作成",
    "市内5か所で同じ水準の教室を開くため",
    "教室に参加する市民",
    "氏名、住所、生年月日、電話番号、測定の結果、既往症",
    "紙、受託者のパソコン",
    420,
    NATIONAL,
    sensitive=True,
    data=("参加決定者の名簿",),
    ending="返還",
)
LOCATION = Job(
    COMMUNITY,
    "認知症高齢者位置情報サービスの提供業務",
    "くじら位置情報株式会社",
    "位置を知らせる端末の貸与、家族からの検索の受付及び現場への急行",
    "24時間の受付と急行の体制を要するため",
    "利用する高齢者及びその家族",
    "氏名、住所、生年月日、位置情報、緊急連絡先、身体の状況",
    "受託者のサーバ",
    95,
    NATIONAL,
    sensitive=True,
    reports="毎月",
    data=("利用決定者の名簿",),
    means="受領書と引換えに手渡し",
)

HEALTH_JOBS = (
    Ordinary(CHECK_UPS, certified_until=1),
    Ordinary(CANCER, TWICE, subcontractor=("かたつむり運輸倉庫株式会社", "受診券の発送")),
    Ordinary(VACCINATION, TWICE, unvisited=(-1,)),
    Ordinary(WALKING, ((-1, 3),), certified_until=3),
    Ordinary(EXERCISE),
    Ordinary(LOCATION, ((-1, 2),)),
)
