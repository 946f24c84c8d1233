"""データについてすること: hand-over, return and erasure, certificates and their confirmation."""

from __future__ import annotations

from app.acts.loading.sheets import CERTIFICATES, DATA_BY_HAND, DISPOSALS_BY_HAND
from app.rooms.entries import offers
from app.web.filing.deed import Asked, Deed, Section, Width
from audits.erasure import Disposal, Origin
from audits.wording import DISPOSAL, ORIGIN

_WHAT = (
    Asked("データ名"),
    Asked("件数", width=Width.SHORT),
    Asked("情報項目", hint="1行に1つ。"),
    Asked("記録媒体", hint="1行に1つ。"),
    Asked("媒体番号", hint="媒体に付けた番号。消去証明書との照合に使います。"),
    Asked("貸主", hint="借りた機器（リース）に記録したときの、リース会社。"),
)
_HOW = (
    Asked("区分"),
    Asked("日付", words="引き渡した日（収集・作成の日）"),
    Asked("引渡方法"),
    Asked("職員"),
)
HANDOVER = Deed(
    sheet=DATA_BY_HAND,
    title="データの引渡しを記録する",
    button="記録する",
    done="データの引渡しを記録しました。",
    sections=(
        Section("データ", (Asked("データ番号", width=Width.SHORT), *_WHAT)),
        Section("引渡し", _HOW),
    ),
    view="data",
    start=lambda c: {
        "データ番号": offers.next_number(c, "データ", "D-1"),
        "区分": ORIGIN[Origin.PROVIDED],
        "日付": c.on,
        "職員": c.person.name,
    },
    fixed=offers.place,
)
DATA_CHANGE = Deed(
    sheet=DATA_BY_HAND,
    title="データの記載を訂正する",
    button="訂正を書く",
    done="データの記載を訂正しました。",
    sections=(Section("データ", _WHAT), Section("引渡し", _HOW)),
    view="data",
    changes=True,
)
TO_LESSOR = Deed(
    sheet=DATA_BY_HAND,
    title="借りた機器を貸主へ返したことを記録する",
    button="記録する",
    done="貸主への返却を記録しました。",
    lead="機器の中のデータを消去してから返します。消去の前に返した機器は、画面に赤く示します。",
    sections=(
        Section("貸主への返却", (Asked("貸主", must=True), Asked("貸主への返却日", must=True))),
    ),
    view="data",
    changes=True,
    start=lambda c: {"貸主への返却日": c.on},
)
NO_LONGER_NEEDED = Deed(
    sheet=DATA_BY_HAND,
    title="不要になった日を登録する",
    button="登録する",
    done="不要になった日を登録しました。",
    lead="この日から、返還・消去の期限を数えます。",
    sections=(Section("不要になった日", (Asked("不要日", words="不要になった日", must=True),)),),
    view="data",
    changes=True,
)
_WENT = Section(
    "返還・消去",
    (
        Asked("区分"),
        Asked("日付", words="行った日"),
        Asked("方法", hint="消去は、使った方法を書きます。ほかは、手渡し、納品など。"),
        Asked(
            "表にないときの理由",
            hint="市の消去方法の表で認められていない方法で消去したときだけ書きます。",
        ),
        Asked(
            "件数",
            width=Width.SHORT,
            hint="同じ区分で何度かに分けたときは、その分の件数。返還した後に写しを消去したときは、"
            "返還にも消去にも、それぞれ行った件数を書きます。",
        ),
        Asked(
            "対象の媒体番号",
            hint="媒体の一部だけのときに書きます。書かなければ、残る媒体のすべてです。",
        ),
        Asked("証明書番号", words="消去証明書", offer=offers.certificate_numbers),
    ),
)
_CARRIED_OVER = Section(
    "引継ぎの指示",
    (
        Asked("引継先契約番号", words="引継先の契約番号"),
        Asked("指示日", words="引継ぎを指示した日"),
        Asked("文書番号", words="指示の文書番号", hint="例：8教支第214号。"),
    ),
    hint="区分が「引継ぎ」のときだけ書きます。",
)
_FAILED = Section(
    "消去できなかった媒体",
    (
        Asked("消去できなかった媒体", hint="その媒体番号。処理が済むまで残ります。"),
        Asked("消去できなかった理由", hint="例：故障で読み書きできない。"),
        Asked("その後の扱い", hint="例：物理的破壊。"),
        Asked("保管する者"),
        Asked("処理の期限"),
    ),
    hint="故障などで消去できなかった媒体があるときだけ書きます。処理が済んだら、"
    "もう一度「返還・消去を記録する」で、その媒体番号を「対象の媒体番号」に書きます。",
)
DISPOSE = Deed(
    sheet=DISPOSALS_BY_HAND,
    title="返還・消去を記録する",
    button="記録する",
    done="返還・消去を記録しました。",
    sections=(
        Section(
            "データ",
            (Asked("データ番号", words="データ", offer=offers.data_numbers, width=Width.WHOLE),),
        ),
        _WENT,
        _FAILED,
        _CARRIED_OVER,
    ),
    view="data",
    start=lambda c: {
        "データ番号": c.asked_for("data"),
        "区分": DISPOSAL[Disposal.ERASED],
        "日付": c.on,
        "対象の媒体番号": c.asked_for("media"),
    },
    fixed=offers.place,
)
DISPOSAL_CHANGE = Deed(
    sheet=DISPOSALS_BY_HAND,
    title="返還・消去の記載を訂正する",
    button="訂正を書く",
    done="返還・消去の記載を訂正しました。もとの記録は線で消して残ります。",
    sections=(_WENT, _FAILED, _CARRIED_OVER),
    view="data",
    changes=True,
)
_PAPER = (
    Asked("証明日"),
    Asked("受領日"),
    Asked("消去責任者の役職"),
    Asked("立会い", words="職員が立ち会った"),
    Asked(
        "控えの消滅日",
        words="最後の控えが消える日",
        hint="バックアップの最後の一つが消える予定の日。控えがなければ空欄にします。",
    ),
)
CERTIFICATE = Deed(
    sheet=CERTIFICATES,
    title="消去証明書の受領を記録する",
    button="記録する",
    done="消去証明書の受領を記録しました。確認の期限に加わりました。",
    sections=(Section("消去証明書", (Asked("証明書番号", width=Width.SHORT), *_PAPER)),),
    view="data",
    start=lambda c: {
        "証明書番号": offers.next_number(c, "消去証明", "1"),
        "証明日": c.on,
        "受領日": c.on,
    },
    fixed=offers.place,
)
CERTIFICATE_CHANGE = Deed(
    sheet=CERTIFICATES,
    title="消去証明書の記載を訂正する",
    button="訂正を書く",
    done="消去証明書の記載を訂正しました。",
    sections=(Section("消去証明書", _PAPER),),
    view="data",
    changes=True,
)
CONFIRMATION_CHANGE = Deed(
    sheet=CERTIFICATES,
    title="消去の確認の記載を訂正する",
    button="訂正を書く",
    done="消去の確認の記載を訂正しました。",
    sections=(
        Section(
            "確認",
            (
                Asked("確認日", must=True),
                Asked("確認方法", must=True),
                Asked("確認職員", must=True),
            ),
        ),
    ),
    view="data",
    changes=True,
    fits=lambda values: values["confirmed_on"] is not None,
)
BACKUP_GONE = Deed(
    sheet=CERTIFICATES,
    title="控えの消滅を確認する",
    button="確認したことを記録する",
    done="控えの消滅の確認を記録しました。",
    sections=(Section("控えの消滅", (Asked("控えの消滅確認日", must=True),)),),
    view="data",
    changes=True,
    start=lambda c: {"控えの消滅確認日": c.on},
    asks_first=False,
)
