"""特別な場合を選ぶ: which modules of check items count for a contract; owes nobody anything."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from app.acts import operation_log
from app.records import contract_modules, revisions
from app.records.database import transaction
from app.records.people import Person
from app.records.reachable import reachable
from audits.roles import Act
from checklists.library import modules


class NoContractError(LookupError):
    """There is no such contract for this person."""


class ModuleError(ValueError):
    """A choice that cannot be kept; the message says why."""


def switch_modules(
    contract: str,
    wanted: Collection[str],
    seen: Collection[str],
    *,
    by: Person,
    at: datetime,
    address: str,
) -> None:
    """`seen`: those that were on when the page was shown. Each switch is in the operation log.

    Raises NoContractError and ModuleError.
    """
    chosen = frozenset(wanted)
    if not chosen <= set(modules()):
        raise ModuleError("一覧にあるものから選んでください。")
    with transaction() as session:
        revisions.lock_records(session)
        contract_id = reachable(session, contract, by.scope_of(Act.ENTER))
        if contract_id is None:
            raise NoContractError(contract)
        on = contract_modules.switched_on(session, contract_id)
        before = frozenset(one.module.id for one in on)
        if before == chosen:
            return
        if before != frozenset(seen):
            names = "、".join(one.module.name for one in on) or "なし"
            raise ModuleError(
                f"画面を開いたあとに、ほかの人が選び直しています（いまは：{names}）。"
                "これでよければ、もう一度保存してください。"
            )
        contract_modules.switch_off(session, contract_id, before - chosen)
        contract_modules.switch_on(session, contract_id, chosen - before, by=by.actor, at=at)
        for name in sorted(before ^ chosen):
            operation_log.note(
                session,
                by=by.actor,
                act="switch_module_on" if name in chosen else "switch_module_off",
                subject=f"{contract} {name}",
                at=at,
                address=address,
            )
