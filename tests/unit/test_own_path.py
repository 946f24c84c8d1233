"""Where a page may send people on to: to this server, and nowhere else."""

from __future__ import annotations

import pytest

from app.web.answers import HOME, own_path


@pytest.mark.parametrize(
    "target",
    ["/", "/contracts", "/contracts?q=学校&page=2", "/contracts/R8-001#top", "/a//b", "/%2F"],
)
def test_a_path_of_ours_is_kept(target):
    assert own_path(target) == target


@pytest.mark.parametrize(
    "target",
    [
        None,
        "",
        "contracts",
        "//evil.example",
        "///evil.example",
        "https:evil.example",
        "https://evil.example",
        "HTTPS:/evil.example",
        "javascript:alert(1)",
        "\\\\evil.example",
        "/\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "/contracts\r\nSet-Cookie: x=1",
        " //evil.example",
        "/contracts\x00",
        "@evil.example",
    ],
)
def test_anything_else_leads_home(target):
    assert own_path(target) == HOME
