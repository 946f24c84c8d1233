"""お試しの業務 (学校): ordinary jobs of 教育指導課 and 教育支援課."""

from __future__ import annotations

from app.demo.departments import GUIDANCE, SUPPORT
from app.demo.job import NATIONAL, NO_SUBCONTRACTING, Job, Promise
from app.demo.ordinary import TWICE, Ordinary

MARKING = Job(
    GUIDANCE,
    "学力調査の採点及び集計業務",
    "株式会社ほしぞら採点",
    "市立小・中学校の学力調査の答案の採点、得点の入力及び学校別の集計",
    "短い期間に大量の答案を正確に採点する体制が市にないため",
    "市立小・中学校の児童及び生徒",
    "学校名、学年、組、出席番号、氏名、解答、得点",
    "紙、受託者のパソコン",
    12_480,
    business="学力の調査",
    data=("答案用紙",),
    ending="返還",
)
COURSES = Job(
    GUIDANCE,
    "教職員研修受講管理システムの利用",
    "こもれびラーニング株式会社",
    "研修の申込み、受講履歴及び評価を管理するクラウドサービスの提供と保守",
    "受講履歴を転任後も引き継いで管理するため",
    "市立学校の教職員",
    "職員番号、氏名、所属校、職名、受講履歴、メールアドレス",
    "受託者のサーバ",
    1_130,
    NATIONAL,
    reports="半期",
    schemes="ISMS",
    data=("教職員名簿",),
    means="暗号化してオンラインで送付",
)
FUTURES = Job(
    GUIDANCE,
    "進路希望調査票のデータ入力業務",
    "さくら入力株式会社",
    "中学校第3学年の進路希望調査票の入力と一覧表の作成",
    "進路指導の時期に入力を間に合わせるため",
    "市立中学校第3学年の生徒",
    "学校名、組、出席番号、氏名、希望する進路、保護者氏名",
    "紙、受託者のパソコン",
    2_140,
    data=("進路希望調査票",),
    ending="返還",
)
MAIL = Job(
    SUPPORT,
    "一斉メール配信業務",
    "ことり配信株式会社",
    "配信サイトの管理、登録者情報の管理、緊急連絡等のメールの配信",
    "専門の知識と災害時にも止まらない設備を要するため",
    "市立学校及び幼稚園に在籍する子どもの保護者",
    "保護者氏名、子どもの氏名、学校名、学年・組、メールアドレス、配信内容",
    "受託者のサーバ",
    43_000,
    NO_SUBCONTRACTING,
    business="学校からの連絡",
    data=("登録者情報",),
    origin="収集",
    means="保護者が登録サイトから登録",
    ending="引継ぎ",
    promises=(
        Promise("実施機関", "運用上", "各学校のパスワードを学期ごとに変更する", rhythm="学期"),
        Promise("受託者", "運用上", "委託の終了後に職員の立会いのもとで消去する"),
        Promise("受託者", "システム上", "送信元を確かめる仕組みを備える", "助言"),
        Promise("実施機関", "運用上", "あらかじめ登録した端末から送信する"),
        Promise("実施機関", "システム上", "職員ごとに利用者IDを分ける", "委員意見"),
    ),
)
LIBRARY = Job(
    SUPPORT,
    "学校図書館システムの提供及び保守業務",
    "株式会社つくし図書サービス",
    "蔵書と貸出しを管理するシステムの提供、障害の対応、年次の更新",
    "各校に保守の要員を置くより費用と水準で有利なため",
    "市立小・中学校の児童、生徒及び教職員",
    "利用者番号、学校名、学年、組、氏名、貸出履歴",
    "受託者のサーバ",
    15_900,
    NATIONAL,
    reports="四半期",
    data=("利用者一覧",),
    means="専用線で送付",
    promises=(Promise("受託者", "運用上", "卒業した児童生徒の貸出履歴を消す", rhythm="毎年度"),),
)
SCHOOL_AID = Job(
    SUPPORT,
    "就学援助申請書のデータ入力業務",
    "さくら入力株式会社",
    "就学援助の申請書と添付書類の内容の入力、不備の一覧の作成",
    "申請が集中する時期に支給を遅らせないため",
    "就学援助を申請した保護者及びその世帯の者",
    "氏名、住所、生年月日、世帯構成、所得、口座情報",
    "紙、受託者のパソコン",
    1_860,
    sensitive=True,
    data=("申請書",),
    ending="返還",
    promises=(Promise("受託者", "運用上", "入力を終えた申請書をその日のうちに箱に戻す"),),
)

SCHOOLS = (
    Ordinary(MARKING, unvisited=(-1,)),
    Ordinary(COURSES, ((-1, 3),), certified_until=2),
    Ordinary(FUTURES, TWICE),
    Ordinary(MAIL),
    Ordinary(LIBRARY, ((-2, 4),)),
    Ordinary(SCHOOL_AID, TWICE),
)
