"""審議会関係のシート: 付議, 保護対策, 助言."""

from __future__ import annotations

from app.acts.loading.sheet_map import SheetMap, Subject, cells, choice, iso_days
from app.records.council_matters import CouncilMatterRow
from app.records.safeguards import AdviceRow, SafeguardRow
from audits import wording
from audits.safeguard import Frequency

COUNCIL_MATTERS = SheetMap(
    "付議",
    CouncilMatterRow,
    Subject.NOTHING,
    ("付議番号",),
    cells(
        ("付議番号", "number"),
        ("開催日", "held_on"),
        ("会議", "session"),
        ("資料番号", "document_number"),
        ("区分", "matter", None, choice(wording.MATTER)),
        ("根拠条項", "legal_basis"),
        ("件名", "title"),
        ("結果", "result", None, choice(wording.COUNCIL_RESULT)),
        ("契約番号", "contracts", [], list),
        ("結合番号", "connections", [], list),
        ("前回付議", "previous", [], list),
        ("変更点", "changes"),
    ),
)

SAFEGUARDS = SheetMap(
    "保護対策",
    SafeguardRow,
    Subject.ENGAGEMENT_OR_CONNECTION,
    ("番号",),
    cells(
        ("番号", "number"),
        ("実施者", "carried_out_by", None, choice(wording.CARRIED_OUT_BY)),
        ("区分", "category", None, choice(wording.CATEGORY)),
        ("対策", "text"),
        ("由来", "origin", None, choice(wording.SAFEGUARD_ORIGIN)),
        ("頻度", "frequency", Frequency.NONE.value, choice(wording.FREQUENCY)),
        ("期日", "dates", [], iso_days),
    ),
)

ADVICES = SheetMap(
    "助言",
    AdviceRow,
    Subject.CONTRACT_OR_CONNECTION,
    ("番号",),
    cells(
        ("番号", "number"),
        ("助言日", "on"),
        ("助言", "text"),
        ("担当課の対応", "answer"),
        ("約束した対策番号", "promised", [], list),
    ),
)
