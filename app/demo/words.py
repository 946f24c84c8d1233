"""お試しの言葉: what stands in the rows of contracts that run as they should."""

from __future__ import annotations

# What a visit may find, and the topic of the clause that it goes against.
FINDINGS = (
    ("異動した従事者の利用者IDが残っている", "safe_keeping"),
    ("作業室の入退室記録に記入漏れがある", "safe_keeping"),
    ("持出し簿の返却欄に確認印がない", "taking_out"),
    ("従事者名簿が最新の状態になっていない", "handlers"),
    ("離席時に画面の保護が働いていない端末がある", "safe_keeping"),
    ("廃棄を待つ書類の保管箱が施錠されていない", "safe_keeping"),
)
REMOTE = "市外の施設で、同じ年度に別契約の調査で現地を確認済みのため"
CALLS = (
    "データの保管場所と施錠の状況を確認。変わりなし",
    "従事者の異動の有無を確認。異動なし",
    "作業の進み具合と媒体の本数を確認。台帳と一致",
    "持出しと複写の有無を確認。いずれもなし",
)
REPORTED = {True: "稼働の状況、問合せと作業の件数", False: "作業の実績、従事者と媒体の一覧"}
POSTS = (
    "公共営業部 部長",
    "運用管理部 課長",
    "情報処理センター センター長",
    "公共サービス部 部長",
    "品質管理部 課長",
    "業務受託部 課長",
)
PLACES = ("本社作業室", "情報処理センター", "東部事業所2階", "開発室", "専用作業室")
MEANS = {
    "返還": "受領書と引換えに受領",
    "引渡し": "納品書とともに受領",
    "引継ぎ": "市の指示により次の契約へ引継ぎ",
    "消去": "専用装置による物理的破壊",
}
# How data is erased where it lies on something else than a disk or a stick.
ERASED = (
    ("紙", "溶解処理"),
    ("サーバ", "論理消去と暗号鍵の破棄"),
    ("クラウド", "論理消去と暗号鍵の破棄"),
    ("オンライン", "論理消去と暗号鍵の破棄"),
    ("システム", "論理消去と暗号鍵の破棄"),
    ("光", "メディアシュレッダーによる破砕"),
)
