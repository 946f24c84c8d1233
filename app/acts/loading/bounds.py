"""範囲の照合: which rows of a book somebody may load who looks after some departments only.

What is beyond them is treated as if it were not on file: a sentence never tells whether a number
is in use elsewhere, nor what for. Only a number that a new contract was to bear is refused as such.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from app.acts.loading.change import Place, Stored
from app.acts.loading.checks import Complaint
from app.acts.loading.on_file import OnFile
from app.acts.loading.references import Given, References
from app.acts.loading.sheets import (
    CERTIFICATIONS,
    CONNECTIONS,
    CONTRACTS,
    COUNCIL_MATTERS,
    SheetMap,
)
from app.records.scope import Scope
from audits.words import folded

NOT_OWN = (
    "ご自分の所管課の契約ではないため、読み込めません。番号を確かめてください。"
    "新しい契約なら、契約シートに加えてください。"
)
NOT_OWN_CONNECTION = (
    "ご自分の所管課の外部結合ではないため、読み込めません。番号を確かめてください。"
    "新しい外部結合なら、外部結合シートに加えてください。"
)
NOT_FREE = (
    "この番号では登録できません。ご自分の所管課のものの番号か、まだ使われていない番号に"
    "してください。"
)
NOT_OWN_DEPARTMENT = "ご自分の所管課を、設定にある名前のまま入れてください。"
UNKNOWN_DEPARTMENT = "登録されていない課です。設定にある課の名前を、そのまま入れてください。"
LEAVES = "読み込むと、ご自分の所管課の契約でなくなります。所管課か共管課に残してください。"
NOT_OWN_MATTER = (
    "付議は、ご自分の所管課の契約か外部結合だけに関わるものを読み込めます。"
    "ほかのものは事務局に依頼してください。"
)
NOT_OWN_CERTIFICATION = (
    "認証は、契約番号にご自分の所管課の契約だけを入れたものを読み込めます。"
    "ほかのものは事務局に依頼してください。"
)


class Bounds:
    """The departments of whoever loads a book, and what of it they reach."""

    def __init__(
        self, scope: Scope, on_file: OnFile, references: References, departments: Collection[str]
    ) -> None:
        self._scope = scope
        self._on_file = on_file
        self._references = references
        self._departments = departments

    def complaints(
        self, sheet: SheetMap, place: Place, given: Given, stored: Stored | None
    ) -> Iterator[Complaint]:
        """Why the row is not this person's to load."""
        beyond = list(self._of_place(sheet, place))
        if beyond:
            yield from beyond
        elif sheet is CONTRACTS:
            yield from self._of_contract(given, stored)
        elif sheet is CONNECTIONS:
            yield from self._of_connection(given, stored)
        elif sheet is COUNCIL_MATTERS and not self._is_about_own(given, stored):
            yield Complaint("付議番号", given["number"], NOT_OWN_MATTER)
        elif sheet is CERTIFICATIONS and not self._is_about_own(given, stored):
            yield Complaint("契約番号", "、".join(given["contracts"] or ()), NOT_OWN_CERTIFICATION)

    def _of_place(self, sheet: SheetMap, place: Place) -> Iterator[Complaint]:
        number, connection = place.contract, place.connection
        if number is not None and not self._is_own(number):
            yield Complaint("契約番号", number, NOT_FREE if sheet is CONTRACTS else NOT_OWN)
        if connection is not None and not self._is_own_connection(connection):
            new = sheet is CONNECTIONS
            yield Complaint("結合番号", connection, NOT_FREE if new else NOT_OWN_CONNECTION)

    def _is_own(self, number: str) -> bool:
        return number not in self._on_file.taken and self._references.has_contract(number)

    def _is_own_connection(self, number: str) -> bool:
        taken = number in self._on_file.taken_connections
        return not taken and self._references.has_connection(number)

    def _of_contract(self, given: Given, stored: Stored | None) -> Iterator[Complaint]:
        """New contracts are the own departments'; those on file are neither taken nor let go."""
        yield from self._of_department(given, stored)
        shared = given["co_departments"]
        for name in shared or ():
            if name not in self._departments:
                yield Complaint("共管課", name, UNKNOWN_DEPARTMENT)
        if stored is None or given["department"] in self._scope.departments:
            return
        if shared is not None and not self._is_shared(shared):
            yield Complaint("共管課", "、".join(shared), LEAVES)

    def _of_connection(self, given: Given, stored: Stored | None) -> Iterator[Complaint]:
        yield from self._of_department(given, stored)
        number = given["contract_number"]
        if number is not None and not self._is_own(number):
            yield Complaint("契約番号", number, NOT_OWN)

    def _of_department(self, given: Given, stored: Stored | None) -> Iterator[Complaint]:
        name = given["department"]
        stays = stored is not None and name == stored.values["department"]
        if name is not None and not stays and name not in self._scope.departments:
            yield Complaint("所管課", name, NOT_OWN_DEPARTMENT)

    def _is_shared(self, names: Sequence[str]) -> bool:
        own = {folded(name) for name in self._scope.departments}
        return any(folded(name) in own for name in names)

    def _is_about_own(self, given: Given, stored: Stored | None) -> bool:
        """It is about something, and about nothing beyond the departments, now and before."""
        contracts = _named("contracts", given, stored)
        connections = _named("connections", given, stored)
        return (
            bool(contracts or connections)
            and all(map(self._is_own, contracts))
            and all(map(self._is_own_connection, connections))
        )


def _named(column: str, given: Given, stored: Stored | None) -> list[str]:
    before: Mapping[str, Any] = stored.values if stored else {}
    return [*(given.get(column) or ()), *before.get(column, ())]
