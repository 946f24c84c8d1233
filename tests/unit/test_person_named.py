"""人の名前: a person is named beside the department, and the department stands there once."""

from __future__ import annotations

import pytest

from app.records.people import Holding, Person, beside
from app.web.navigation import named
from audits.roles import Role


@pytest.mark.parametrize(
    ("place", "name", "said"),
    [
        ("教育支援課", "宮野 さくら", "教育支援課　宮野 さくら"),
        ("教育支援課", "教育支援課 学務情報係", "教育支援課 学務情報係"),
        ("教育支援課", "教育支援課長", "教育支援課長"),
        ("", "宮野 さくら", "宮野 さくら"),
    ],
)
def test_the_department_stands_once_beside_a_name(place, name, said):
    assert beside(place, name) == said


def test_the_head_of_a_page_names_the_department_once():
    own = Holding(Role.OFFICER, "教育支援課")
    assert named(Person(1, "a", "教育支援課 学務情報係", (own,))) == "教育支援課 学務情報係"
    other = Holding(Role.OFFICER, "収納課")
    both = named(Person(1, "a", "宮野 さくら", (other, own)))
    assert both == "収納課ほか　宮野 さくら"
