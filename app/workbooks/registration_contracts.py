"""登録ブックの契約関係: 契約, 再委託, 外部結合."""

from __future__ import annotations

from app.workbooks import registration_codes as code
from app.workbooks.column import Column, Kind, SheetSpec

CONTRACTS = SheetSpec(
    "契約",
    key=("number",),
    required=True,
    columns=(
        Column("契約番号", "number", Kind.KEY, "契約を一つに定める番号", required=True),
        Column("件名", "title", Kind.NAME, "契約の件名", required=True),
        Column("実施機関", "agency", Kind.NAME, "委託した実施機関（市長、教育委員会など）"),
        Column("所管課", "department", Kind.NAME, "契約を所管する課", required=True),
        Column("共管課", "co_departments", Kind.LIST, "ともに所管する課"),
        Column("登録業務の名称", "registered_business", Kind.NAME, "個人情報を取り扱う業務の名称"),
        Column("受託者名", "contractor", Kind.NAME, "受託者の名称。空欄は未定"),
        Column("法人番号", "corporate_number", Kind.KEY, "受託者の法人番号"),
        Column("委託の内容", "description", Kind.TEXT, "委託する作業の内容"),
        Column("委託理由", "reason", Kind.TEXT, "委託する理由"),
        Column("契約日", "concluded_on", Kind.DATE, "契約を結んだ日。空欄は開始日と同じ"),
        Column("開始日", "starts_on", Kind.DATE, "履行の最初の日", required=True),
        Column("終了日", "ends_on", Kind.DATE, "履行の最後の日（その日を含む）", required=True),
        Column(
            "契約期間の表示", "stated_length", Kind.TEXT, "契約書にある期間の書き方（例: 36か月）"
        ),
        Column("対象者", "subjects", Kind.TEXT, "だれの個人情報か"),
        Column("情報項目", "items", Kind.LIST, "取り扱う個人情報の項目"),
        Column("記録媒体", "media", Kind.LIST, "個人情報を記録する媒体"),
        Column("本人数", "person_count", Kind.COUNT, "対象となる本人の数"),
        Column("個人番号", "my_number", Kind.YES_NO, "個人番号を取り扱うか"),
        Column("要配慮個人情報", "sensitive", Kind.YES_NO, "要配慮個人情報を取り扱うか"),
        Column(
            "特記事項",
            "clause_set",
            Kind.KEY,
            "契約に付けた特記事項の版（例: prime-consent-2021）",
            required=True,
        ),
        Column(
            "定期報告",
            "periodic_report",
            Kind.CHOICE,
            "契約で求める定期の報告",
            codes=code.PERIODIC_REPORT,
        ),
        Column("求める認証", "demanded_schemes", Kind.LIST, "契約で求める認証の制度"),
        Column("根拠", "legal_basis", Kind.TEXT, "委託の根拠となる条項"),
        Column("前契約番号", "previous_contract_number", Kind.KEY, "更新前の契約の番号"),
        Column("不成立日", "came_to_nothing_on", Kind.DATE, "契約が成立しなかったと決まった日"),
        Column("備考", "remarks", Kind.TEXT, "そのほかの書き留め"),
    ),
)

SUBCONTRACTS = SheetSpec(
    "再委託",
    key=("contract_number", "branch"),
    columns=(
        Column("契約番号", "contract_number", Kind.KEY, "もとの契約の番号", required=True),
        Column(
            "枝番",
            "branch",
            Kind.BRANCH,
            "再委託先の番号（1、2、…。0は受託者本人）",
            required=True,
            least=1,
        ),
        Column("上位枝番", "parent_branch", Kind.BRANCH, "再委託した者の枝番。空欄は受託者"),
        Column("再委託先名", "contractor", Kind.NAME, "再委託先の名称", required=True),
        Column("法人番号", "corporate_number", Kind.KEY, "再委託先の法人番号"),
        Column("業務の内容", "description", Kind.TEXT, "再委託する作業の内容"),
        Column("再委託理由", "reason", Kind.TEXT, "再委託する理由"),
        Column("開始日", "starts_on", Kind.DATE, "再委託の最初の日", required=True),
        Column("終了日", "ends_on", Kind.DATE, "再委託の最後の日（その日を含む）", required=True),
        Column("承諾日", "consented_on", Kind.DATE, "市が再委託を承諾した日"),
        Column("承諾文書番号", "consent_document", Kind.TEXT, "承諾した文書の番号"),
        Column("特記事項明記", "flow_down", Kind.YES_NO, "再委託の契約に特記事項を書いてあるか"),
        Column("周知確認日", "staff_told_on", Kind.DATE, "従事者への周知を確かめた日"),
        Column("情報項目", "items", Kind.LIST, "再委託先が取り扱う個人情報の項目"),
        Column("記録媒体", "media", Kind.LIST, "再委託先で個人情報を記録する媒体"),
        Column("特記事項", "clause_set", Kind.KEY, "特記事項の版。空欄は subcontract-2021"),
    ),
)

CONNECTIONS = SheetSpec(
    "外部結合",
    key=("number",),
    columns=(
        Column("結合番号", "number", Kind.KEY, "外部結合を一つに定める番号", required=True),
        Column("契約番号", "contract_number", Kind.KEY, "関係する契約の番号"),
        Column("所管課", "department", Kind.NAME, "外部結合を所管する課", required=True),
        Column("件名", "title", Kind.NAME, "外部結合の件名", required=True),
        Column("結合の相手方", "counterpart", Kind.NAME, "結合する相手", required=True),
        Column("情報項目", "items", Kind.TEXT, "結合でやり取りする個人情報の項目"),
        Column("結合する理由", "reason", Kind.TEXT, "結合する理由"),
        Column("結合の形態", "form", Kind.TEXT, "回線などの形態"),
        Column("開始日", "starts_on", Kind.DATE, "結合の最初の日"),
        Column("終了日", "ends_on", Kind.DATE, "結合の最後の日（その日を含む）"),
    ),
)
