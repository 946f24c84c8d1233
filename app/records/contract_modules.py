"""特別な場合: the modules of check items that a contract has switched on."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, PrimaryKeyConstraint, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.records.base import Base, Code
from checklists.library import Module, modules


class ContractModuleRow(Base):
    """A module that is switched on; without a row it is off. The operation log tells the rest."""

    __tablename__ = "contract_modules"
    __table_args__ = (PrimaryKeyConstraint("contract_id", "module"),)

    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id"))
    module: Mapped[str] = mapped_column(Code)
    switched_on_at: Mapped[datetime]
    switched_on_by: Mapped[str]


@dataclass(frozen=True, slots=True)
class SwitchedOn:
    """A module that counts for a contract, and since when and by whom."""

    module: Module
    at: datetime
    by: str


def switched_on(session: Session, contract_id: int) -> Sequence[SwitchedOn]:
    """Those of a contract, in the product's order; one that the product no longer has is none."""
    row = ContractModuleRow
    query = select(row.module, row.switched_on_at, row.switched_on_by)
    found = {
        name: (at, by)
        for name, at, by in session.execute(query.where(row.contract_id == contract_id)).tuples()
    }
    return [SwitchedOn(one, *found[one.id]) for one in modules().values() if one.id in found]


def switch_on(
    session: Session, contract_id: int, names: Collection[str], *, by: str, at: datetime
) -> None:
    session.add_all(
        ContractModuleRow(
            contract_id=contract_id, module=name, switched_on_at=at, switched_on_by=by
        )
        for name in sorted(names)
    )
    session.flush()


def switch_off(session: Session, contract_id: int, names: Collection[str]) -> None:
    row = ContractModuleRow
    session.execute(
        delete(row).where(row.contract_id == contract_id, row.module.in_(sorted(names)))
    )
