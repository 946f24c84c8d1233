"""登録ブックの事業者関係: 取扱者, 認証, 事故."""

from __future__ import annotations

from app.workbooks import registration_codes as code
from app.workbooks.column import Column, Kind, SheetSpec
from app.workbooks.registration_shared import BRANCH, CONTRACT

HANDLERS = SheetSpec(
    "取扱者",
    key=(),
    columns=(
        CONTRACT,
        BRANCH,
        Column("受領日", "received_on", Kind.DATE, "報告を受け取った日", required=True),
        Column(
            "区分", "role", Kind.CHOICE, "責任者か取扱者か", required=True, codes=code.HANDLER_ROLE
        ),
        Column("所属・役職", "position", Kind.TEXT, "所属と役職（氏名は書かない）", required=True),
        Column("人数", "headcount", Kind.COUNT, "届け出られた人数"),
        Column("作業場所", "workplace", Kind.TEXT, "個人情報を取り扱う場所"),
        Column("備考", "remarks", Kind.TEXT, "そのほかの書き留め"),
    ),
)

CERTIFICATIONS = SheetSpec(
    "認証",
    key=("contractor", "scheme", "registration_number", "valid_until"),
    columns=(
        Column("事業者名", "contractor", Kind.NAME, "認証を受けた事業者の名称", required=True),
        Column(
            "制度",
            "scheme",
            Kind.NAME,
            "認証の制度（プライバシーマーク、ISMS、ISO27017、ISMAPなど）",
            required=True,
        ),
        Column("登録番号", "registration_number", Kind.KEY, "認証の登録番号"),
        Column("有効期限", "valid_until", Kind.DATE, "認証が有効な最後の日", required=True),
        Column("契約番号", "contracts", Kind.KEYS, "当てはまる契約。空欄はその事業者のすべて"),
    ),
)

INCIDENTS = SheetSpec(
    "事故",
    key=("contract_number", "branch", "number"),
    columns=(
        CONTRACT,
        BRANCH,
        Column("事故番号", "number", Kind.KEY, "事故の番号", required=True),
        Column("発生日", "happened_on", Kind.DATE, "事故が起きた日"),
        Column("覚知日", "known_on", Kind.DATE, "市のいずれかの部署が知った日", required=True),
        Column("概要", "outline", Kind.TEXT, "事故のあらまし", required=True),
        Column("本人数", "person_count", Kind.COUNT, "関係する本人の数"),
        Column("報告対象", "reportable", Kind.YES_NO, "個人情報保護委員会への報告が要るか"),
        Column(
            "不正目的のおそれ", "improper_purpose", Kind.YES_NO, "不正の目的によるおそれがあるか"
        ),
        Column("報告書受領日", "report_received_on", Kind.DATE, "事業者の報告書を受け取った日"),
        Column("速報日", "preliminary_on", Kind.DATE, "委員会へ速報した日"),
        Column("確報日", "final_on", Kind.DATE, "委員会へ確報した日"),
    ),
)
