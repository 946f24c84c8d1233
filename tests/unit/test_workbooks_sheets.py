"""The sheets and headings of both workbooks are those that were agreed."""

from app.workbooks.column import Kind
from app.workbooks.register_sheets import REGISTER
from app.workbooks.registration import REGISTRATION

# Sheet: headings in order, * where a row cannot do without.
AGREED_IN = """
契約: 契約番号* 件名* 実施機関 所管課* 共管課 登録業務の名称 受託者名 法人番号 委託の内容
 委託理由 契約日 開始日* 終了日* 契約期間の表示 対象者 情報項目 記録媒体 本人数 個人番号
 要配慮個人情報 特記事項* 定期報告 求める認証 根拠 前契約番号 不成立日 備考
再委託: 契約番号* 枝番* 上位枝番 再委託先名* 法人番号 業務の内容 再委託理由 開始日* 終了日*
 承諾日 承諾文書番号 特記事項明記 周知確認日 情報項目 記録媒体 特記事項
外部結合: 結合番号* 契約番号 所管課* 件名* 結合の相手方* 情報項目 結合する理由 結合の形態 開始日
 終了日
付議: 付議番号* 開催日* 会議 資料番号 区分* 根拠条項 件名* 結果 契約番号 結合番号 前回付議
 変更点
保護対策: 契約番号 結合番号 枝番 番号* 実施者* 区分* 対策* 由来* 頻度 期日
助言: 契約番号 結合番号 番号* 助言日 助言* 担当課の対応 約束した対策番号
取扱者: 契約番号* 枝番 受領日* 区分* 所属・役職* 人数 作業場所 備考
認証: 事業者名* 制度* 登録番号 有効期限* 契約番号
データ: 契約番号* 枝番 データ番号* データ名* 情報項目 記録媒体 媒体番号 件数 区分* 日付*
 引渡方法 職員 不要日
返還消去: 契約番号* 枝番 データ番号* 区分* 日付* 方法 件数 証明書番号 引継先契約番号
消去証明: 契約番号* 枝番 証明書番号* 証明日* 受領日* 消去責任者の役職 立会い 控えの消滅日
 控えの消滅確認日 確認日 確認方法 確認職員
立入調査: 契約番号* 枝番 年度* 回 予定日 実施日 方法 方法の理由 調査職員 総合判定
指摘: 契約番号* 枝番 年度* 回 指摘番号* 内容* 根拠 是正期限 是正報告日 是正確認日
報告依頼: 契約番号* 枝番 依頼番号* 依頼日* 内容* 期限*
報告受領: 契約番号* 枝番 種別* 対象期間 依頼番号 受領日* 要旨
事故: 契約番号* 枝番 事故番号* 発生日 覚知日* 概要* 本人数 報告対象 不正目的のおそれ
 報告書受領日 速報日 確報日
記録: 契約番号* 枝番 日付* 区分* 内容* 相手方 職員 対策番号 対象 根拠資料
"""
AGREED_OUT = """
台帳: 契約番号 枝番 件名 実施機関 所管課 受託者 区分 開始日 終了日 段階 警告 特記事項 対象者
 情報項目 記録媒体 本人数 個人番号 要配慮個人情報 認証 立入調査日 調査方法 総合判定 指摘数
 未是正数 引渡データ数 未消去データ数 消去証明書番号 消去確認日 最終記録日 期限超過数
 違反のおそれ数
期限: 契約番号 枝番 件名 所管課 受託者 種別 根拠 年度 期間 期限 期限(和暦) 状態 超過日数
立入調査: 契約番号 枝番 年度 回 予定日 実施日 方法 方法の理由 調査職員 総合判定 適 否 該当なし
 未確認
指摘是正: 契約番号 枝番 年度 回 指摘番号 内容 根拠 是正期限 是正報告日 是正確認日 状態
データ: 契約番号 枝番 データ番号 データ名 区分 日付 記録媒体 媒体番号 件数 不要日 返還消去日
 返還消去区分 証明書番号 確認日 状態
管理記録: 契約番号 枝番 連番 日付 日付(和暦) 区分 内容 相手方 確認者 方法 資料の所在 記録日時
違反: 契約番号 枝番 件名 所管課 区分 規則 内容 発生日 処理日 処理理由
集計: 所管課 契約数 要調査数 実施数 実施率 うち実地 期限超過数 未是正数 未消去数 違反のおそれ数
 免除数
コード表: 項目 値 意味
項目定義: シート 列 意味 形式
"""


def _agreed(text: str) -> list[tuple[str, list[str]]]:
    sheets = text.strip().replace("\n ", " ").splitlines()
    return [(name, words.split()) for name, words in (sheet.split(": ") for sheet in sheets)]


def test_the_sheets_that_are_brought_in_have_the_agreed_headings_and_required_columns():
    built = [
        (name, [f"{one.heading}{'*' if one.required else ''}" for one in spec.columns])
        for name, spec in REGISTRATION.items()
    ]
    assert built == _agreed(AGREED_IN)


def test_the_sheets_of_the_register_have_the_agreed_headings_in_the_agreed_order():
    built = [(sheet.name, [one.heading for one in sheet.columns]) for sheet in REGISTER]
    assert built == _agreed(AGREED_OUT)


def test_only_the_contracts_are_indispensable():
    assert [name for name, spec in REGISTRATION.items() if spec.required] == ["契約"]


def test_every_column_of_choices_has_its_codes_and_no_other_has():
    for spec in REGISTRATION.values():
        for column in spec.columns:
            assert (column.codes is not None) is (column.kind is Kind.CHOICE), column.heading


def test_a_column_is_found_by_its_field_and_by_its_heading():
    for spec in REGISTRATION.values():
        for column in spec.columns:
            assert spec.column(column.field) is column
            assert spec.column(column.heading) is column


def test_every_key_is_made_of_columns_of_its_sheet():
    for spec in REGISTRATION.values():
        assert {spec.column(field).field for field in spec.key} == set(spec.key)
