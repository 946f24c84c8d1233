"""言い回し: when two statements say the same."""

from __future__ import annotations

import pytest

from checklists.statement import compared, stem


@pytest.mark.parametrize(
    "text",
    ["通信を暗号化する", "通信を 暗号化している。", "通信を暗号化すること", "通信を暗号化します．"],
)
def test_endings_widths_and_spaces_make_no_other_statement(text: str) -> None:
    assert stem(text) == "通信を暗号化"


def test_a_negation_or_another_number_is_another_statement() -> None:
    assert stem("通信を暗号化しない") != stem("通信を暗号化する")
    assert stem("3か月保存する") != stem("6か月保存する")
    assert compared("Ａ　Ｂ。") == "AB"
