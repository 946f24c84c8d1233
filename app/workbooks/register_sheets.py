"""監査台帳のシート: the sheets of the audit register with exactly their headings."""

from __future__ import annotations

from app.workbooks import register_codes as code
from app.workbooks import registration_codes as shared
from app.workbooks.explaining_sheet import CODE_TABLE, DEFINITIONS
from app.workbooks.out_sheet import Form, OutColumn, OutSheet

CONTRACT = OutColumn("契約番号", Form.TEXT, "契約を一つに定める番号")
BRANCH = OutColumn("枝番", Form.ORDINAL, "0は受託者、1以上は再委託先")
TITLE = OutColumn("件名", Form.LONG_TEXT, "契約の件名")
DEPARTMENT = OutColumn("所管課", Form.TEXT, "契約を所管する課")
CONTRACTOR = OutColumn("受託者", Form.TEXT, "受託者または再委託先の名称。空欄は未定")
FISCAL_YEAR = OutColumn("年度", Form.ORDINAL, "4月から翌年3月までの年度（西暦）")
ROUND = OutColumn("回", Form.ORDINAL, "その年度の何回目の調査か")
MEDIA = OutColumn("記録媒体", Form.LIST, "個人情報を記録する媒体")

ENGAGEMENTS = OutSheet(
    "台帳",
    (
        CONTRACT,
        BRANCH,
        TITLE,
        OutColumn("実施機関", Form.TEXT, "委託した実施機関"),
        DEPARTMENT,
        CONTRACTOR,
        OutColumn("区分", Form.CODE, "受託者か再委託先か", code.ENGAGEMENT),
        OutColumn("開始日", Form.DATE, "履行の最初の日"),
        OutColumn("終了日", Form.DATE, "履行の最後の日（その日を含む）"),
        OutColumn("段階", Form.CODE, "基準日の契約の段階", code.STAGE),
        OutColumn("警告", Form.CODE, "基準日の警告", code.ALERT),
        OutColumn("特記事項", Form.TEXT, "特記事項の版"),
        OutColumn("対象者", Form.TEXT, "だれの個人情報か"),
        OutColumn("情報項目", Form.LIST, "取り扱う個人情報の項目"),
        MEDIA,
        OutColumn("本人数", Form.COUNT, "対象となる本人の数"),
        OutColumn("個人番号", Form.CODE, "個人番号を取り扱うか", shared.YES_NO),
        OutColumn("要配慮個人情報", Form.CODE, "要配慮個人情報を取り扱うか", shared.YES_NO),
        OutColumn("認証", Form.LIST, "基準日に有効な認証の制度"),
        OutColumn("立入調査日", Form.DATE, "最後に行った立入調査の日"),
        OutColumn("調査方法", Form.CODE, "最後に行った立入調査の方法", shared.METHOD),
        OutColumn("総合判定", Form.CODE, "最後に行った立入調査の結論", shared.JUDGEMENT),
        OutColumn("指摘数", Form.COUNT, "これまでの指摘の数"),
        OutColumn("未是正数", Form.COUNT, "是正を確かめていない指摘の数"),
        OutColumn("引渡データ数", Form.COUNT, "引き渡し、収集し、または作成したデータの数"),
        OutColumn("未消去データ数", Form.COUNT, "返還や消去の済んでいないデータの数"),
        OutColumn("消去証明書番号", Form.LIST, "受け取った消去証明書の番号"),
        OutColumn("消去確認日", Form.DATE, "最後に消去を確かめた日"),
        OutColumn("最終記録日", Form.DATE, "管理記録の最後の日付"),
        OutColumn("期限超過数", Form.COUNT, "期限を過ぎた期限項目の数"),
        OutColumn("違反のおそれ数", Form.COUNT, "処理していない違反のおそれの数"),
    ),
    repeated_columns=3,
)
DUE_ITEMS = OutSheet(
    "期限",
    (
        CONTRACT,
        BRANCH,
        TITLE,
        DEPARTMENT,
        CONTRACTOR,
        OutColumn("種別", Form.CODE, "期限項目の種別", code.DUE_KIND),
        OutColumn("根拠", Form.TEXT, "依頼番号、データ番号、対策番号など、期限のもとになるもの"),
        FISCAL_YEAR,
        OutColumn("期間", Form.TEXT, "定期報告や約束の対象となる期間または日付"),
        OutColumn("期限", Form.DATE, "期限の日（その日を含む）"),
        OutColumn("期限(和暦)", Form.ERA_DATE, "期限の日の和暦"),
        OutColumn("状態", Form.CODE, "基準日の状態", code.STATE),
        OutColumn("超過日数", Form.COUNT, "期限を過ぎた日数。過ぎていなければ0"),
    ),
)
INSPECTIONS = OutSheet(
    "立入調査",
    (
        CONTRACT,
        BRANCH,
        FISCAL_YEAR,
        ROUND,
        OutColumn("予定日", Form.DATE, "調査を予定した日"),
        OutColumn("実施日", Form.DATE, "調査を行った日"),
        OutColumn("方法", Form.CODE, "調査の方法", shared.METHOD),
        OutColumn("方法の理由", Form.LONG_TEXT, "実地でないときの理由"),
        OutColumn("調査職員", Form.TEXT, "調査した職員（係と人数など）"),
        OutColumn(
            "総合判定", Form.CODE, "調査の結論。空欄はまだ結論が出ていない", shared.JUDGEMENT
        ),
        OutColumn("適", Form.COUNT, "チェックシートで適とした項目の数"),
        OutColumn("否", Form.COUNT, "チェックシートで否とした項目の数"),
        OutColumn("該当なし", Form.COUNT, "チェックシートで該当なしとした項目の数"),
        OutColumn("未確認", Form.COUNT, "チェックシートで確かめていない項目の数"),
    ),
)
FINDINGS = OutSheet(
    "指摘是正",
    (
        CONTRACT,
        BRANCH,
        FISCAL_YEAR,
        ROUND,
        OutColumn("指摘番号", Form.TEXT, "指摘の番号"),
        OutColumn("内容", Form.LONG_TEXT, "指摘の内容"),
        OutColumn("根拠", Form.TEXT, "根拠となる特記事項の項目など"),
        OutColumn("是正期限", Form.DATE, "是正を求めた期限"),
        OutColumn("是正報告日", Form.DATE, "事業者が是正を報告した日"),
        OutColumn("是正確認日", Form.DATE, "職員が是正を確かめた日"),
        OutColumn("状態", Form.CODE, "基準日の状態", code.FINDING_STATE),
    ),
)
DATA_ITEMS = OutSheet(
    "データ",
    (
        CONTRACT,
        BRANCH,
        OutColumn("データ番号", Form.TEXT, "データの番号"),
        OutColumn("データ名", Form.TEXT, "データの名称"),
        OutColumn("区分", Form.CODE, "データの生じ方", shared.ORIGIN),
        OutColumn("日付", Form.DATE, "引き渡した、集めた、または作った日"),
        MEDIA,
        OutColumn("媒体番号", Form.TEXT, "媒体に付けた番号"),
        OutColumn("件数", Form.COUNT, "データの件数"),
        OutColumn("不要日", Form.DATE, "業務に要らなくなった日"),
        OutColumn("返還消去日", Form.DATE, "返還や消去を行った最後の日"),
        OutColumn("返還消去区分", Form.CODE, "返還、引渡し、引継ぎ、消去の別", shared.DISPOSAL),
        OutColumn("証明書番号", Form.TEXT, "消去を証明する消去証明書の番号"),
        OutColumn("確認日", Form.DATE, "職員が消去を確かめた日"),
        OutColumn("状態", Form.CODE, "基準日の状態", code.DATA_STATE),
    ),
)
ENTRIES = OutSheet(
    "管理記録",
    (
        CONTRACT,
        BRANCH,
        OutColumn("連番", Form.ORDINAL, "契約ごとの記録の番号"),
        OutColumn("日付", Form.DATE, "行った日"),
        OutColumn("日付(和暦)", Form.ERA_DATE, "行った日の和暦"),
        OutColumn("区分", Form.CODE, "記録の種類", code.ENTRY),
        OutColumn("内容", Form.LONG_TEXT, "行った内容"),
        OutColumn("相手方", Form.TEXT, "相手の所属や役職"),
        OutColumn("確認者", Form.TEXT, "確かめた職員"),
        OutColumn("方法", Form.TEXT, "行った方法"),
        OutColumn("資料の所在", Form.TEXT, "資料の綴りや場所"),
        OutColumn("記録日時", Form.MOMENT, "記録を書いた日時"),
    ),
)
VIOLATIONS = OutSheet(
    "違反",
    (
        CONTRACT,
        BRANCH,
        TITLE,
        DEPARTMENT,
        OutColumn("区分", Form.CODE, "重さの別", code.LEVEL),
        OutColumn("規則", Form.CODE, "守られていないおそれのある規則", code.RULE),
        OutColumn("内容", Form.LONG_TEXT, "何が規則に合わないか"),
        OutColumn("発生日", Form.DATE, "規則に合わなくなった日"),
        OutColumn("処理日", Form.DATE, "処理した日。空欄はまだ処理していない"),
        OutColumn("処理理由", Form.LONG_TEXT, "処理した理由"),
    ),
)
SUMMARY = OutSheet(
    "集計",
    (
        DEPARTMENT,
        OutColumn("契約数", Form.COUNT, "契約の数"),
        OutColumn("要調査数", Form.COUNT, "行うべき立入調査の数"),
        OutColumn("実施数", Form.COUNT, "行った立入調査の数（遅れたものを含む）"),
        OutColumn("実施率", Form.RATE, "実施数を要調査数で割った率"),
        OutColumn("うち実地", Form.COUNT, "実施数のうち実地で行った数"),
        OutColumn("期限超過数", Form.COUNT, "期限を過ぎた期限項目の数"),
        OutColumn("未是正数", Form.COUNT, "是正を確かめていない指摘の数"),
        OutColumn("未消去数", Form.COUNT, "返還や消去の済んでいないデータの数"),
        OutColumn("違反のおそれ数", Form.COUNT, "処理していない違反のおそれの数"),
        OutColumn("免除数", Form.COUNT, "免除した期限項目の数"),
    ),
)

REGISTER = (
    ENGAGEMENTS,
    DUE_ITEMS,
    INSPECTIONS,
    FINDINGS,
    DATA_ITEMS,
    ENTRIES,
    VIOLATIONS,
    SUMMARY,
    CODE_TABLE,
    DEFINITIONS,
)
