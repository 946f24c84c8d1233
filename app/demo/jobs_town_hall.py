"""お試しの業務 (庁舎): ordinary jobs of 情報政策課 and 戸籍住民課."""

from __future__ import annotations

from app.demo.departments import REGISTRY, SYSTEMS
from app.demo.job import NATIONAL, Job, Promise
from app.demo.ordinary import TWICE, Ordinary

TERMINALS = Job(
    SYSTEMS,
    "庁内端末機器の保守及び廃棄業務",
    "みなと通信株式会社",
    "庁内の端末の修理、入替え、記憶装置の消去及び廃棄",
    "機器の製造者ごとの部品と技術を要するため",
    "端末に記録された市民及び職員",
    "氏名、住所、職員番号、業務の記録",
    "端末の記憶装置",
    1_450,
    data=("修理・入替え端末",),
    promises=(Promise("受託者", "運用上", "消去の結果を製造番号ごとに報告する"),),
)
FORMS = Job(
    SYSTEMS,
    "電子申請サービスの利用",
    "株式会社いずみ申請サービス",
    "市民が申請と届出を行うサービスの提供、受付データの保管及び受渡し",
    "常時使える申請の窓口を設けるため",
    "申請又は届出をする市民",
    "氏名、住所、生年月日、電話番号、メールアドレス、申請の内容",
    "受託者のサーバ",
    24_800,
    NATIONAL,
    my_number=True,
    reports="毎月",
    schemes="ISMS",
    data=("受付データ",),
    means="専用線で送付",
)
NOTICES = Job(
    SYSTEMS,
    "納税通知書等の印刷及び封入封緘業務",
    "つばめ帳票株式会社",
    "納税通知書と保険料の通知書の印刷、封入、封緘及び引渡し",
    "年度の初めの大量の印刷を市の設備では行えないため",
    "市税又は保険料を納める市民",
    "氏名、住所、通知書番号、税額、保険料額、口座の一部",
    "電子記録媒体、紙",
    118_000,
    NATIONAL,
    data=("納税通知書データ", "保険料通知書データ"),
    means="暗号化した電子記録媒体を手渡し",
)
KIOSK = Job(
    REGISTRY,
    "証明書コンビニ交付サービス運用業務",
    "株式会社いずみ申請サービス",
    "証明書の交付を中継するサーバの運用、監視及び障害の対応",
    "全国の店舗との接続を常時保つため",
    "証明書を取得する市民",
    "氏名、住所、生年月日、性別、本籍、証明書の内容",
    "受託者のサーバ",
    164_000,
    NATIONAL,
    my_number=True,
    reports="毎月",
    schemes="ISMS",
    means="専用線で送付",
)

TOWN_HALL = (
    Ordinary(TERMINALS),
    Ordinary(FORMS, ((-1, 3),), certified_until=3),
    Ordinary(NOTICES, TWICE, subcontractor=("もくせい封入株式会社", "封入と封緘の一部")),
    Ordinary(KIOSK, ((-1, 3),), certified_until=2),
)
