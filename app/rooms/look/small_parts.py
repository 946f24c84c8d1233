"""小さな部品の事実: states, a short list, a day."""

from __future__ import annotations

from datetime import date

from app.web.table import Column
from audits.due import Alert, State
from audits.inspection import Judgement
from audits.rule import Level
from audits.stage import Stage

TODAY = date(2026, 11, 20)
STATES = tuple(State)
ALERTS = tuple(Alert)
LEVELS = tuple(Level)
STAGES = tuple(Stage)
JUDGEMENTS = tuple(Judgement)
LIST_COLUMNS = (
    Column("番号", "number", "number"),
    Column("契約", "", "title"),
    Column("所管課", "", "department"),
    Column("期限", "when", "due"),
    Column("本人数", "number", "people"),
)
CONTRACTS = (
    (1, "保育業務支援システム運用保守委託", "保育課", date(2026, 10, 30), 634),
    (2, "学童クラブ入退室管理運用委託", "保育課", date(2026, 10, 13), 1180),
    (3, "児童館予約システム運用委託", "保育課", date(2026, 11, 15), 12034),
)
