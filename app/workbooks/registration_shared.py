"""登録ブックの共通の列: the columns with which rows name their contract and its branch."""

from __future__ import annotations

from app.workbooks.column import Column, Kind

CONTRACT = Column("契約番号", "contract_number", Kind.KEY, "契約の番号", required=True)
BRANCH = Column("枝番", "branch", Kind.BRANCH, "再委託先の枝番。空欄は受託者（0）")
FISCAL_YEAR = Column(
    "年度", "fiscal_year", Kind.FISCAL_YEAR, "立入調査を見分ける年度", required=True
)
ROUND = Column("回", "round", Kind.ROUND, "その年度の何回目か。空欄は1", least=1)
