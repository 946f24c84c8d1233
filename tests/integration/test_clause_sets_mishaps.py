"""特記事項の下書き: second clicks, gone drafts, numbers of own versions, and going back."""

from __future__ import annotations

import re
from html import unescape
from time import monotonic

import pytest
from flask_migrate import downgrade

from tests.integration.browser import Browser
from tests.integration.clause_texts import TEXT
from tests.integration.test_clause_sets import (
    ADDRESS,
    SHIPPED,
    begin,
    bring_in,
    city,
    hidden,
    keeper,
    publish,
    published,
    save,
)

__all__ = ["city", "keeper"]  # fixtures


def copy(keeper: Browser, set_id: str = SHIPPED, key: str = "copy") -> str:
    done = keeper.send(f"{ADDRESS}/{set_id}/copy", form_key=key)
    assert done.status_code == 303
    return str(done.location)


def test_a_second_click_leads_to_its_own_draft_however_many_there_are(keeper, city):
    first = begin(keeper)
    other = begin(keeper, form_key="another")
    copied = copy(keeper)
    assert save(keeper, f"{other}/settings", title="別の特記事項").status_code == 303
    assert len({first, other, copied}) == 3
    assert begin(keeper) == first
    assert begin(keeper, form_key="another") == other
    assert copy(keeper) == copied
    assert city.count("clause_set_drafts") == 3


def test_a_second_click_after_the_draft_is_gone_says_so_and_begins_none(keeper, city):
    first, copied = begin(keeper), copy(keeper)
    for draft in (first, copied):
        seen = hidden(keeper.get(draft).text)
        assert keeper.send(f"{draft}/discard", seen=seen, sure="y").status_code == 303
    again = bring_in(keeper)
    assert again.status_code == 200
    assert "この下書きは、もうありません" in again.text
    there = keeper.get(copy(keeper)).text
    assert "この下書きは、もうありません" in there
    assert city.count("clause_set_drafts") == 0


def test_a_file_that_is_sent_as_a_word_is_no_file(keeper):
    assert bring_in(keeper, file="clauses.docx").status_code == 303
    refused = bring_in(keeper, "", file="clauses.docx", form_key="blank")
    assert refused.status_code == 200
    assert "文章を貼り付けるか" in refused.text


def test_a_line_of_blanks_stops_nobody(keeper):
    begun = monotonic()
    begin(keeper, f"{TEXT}\n（{'　' * 20_000}氏名\n")
    assert monotonic() - begun < 10


def test_an_own_version_gets_the_number_after_the_highest(keeper, city):
    assert published(keeper).endswith("/own-1")
    lost = "INSERT INTO clause_sets (id, title, body, sha256, published_at)"
    lost += " SELECT 'own-7', title, REPLACE(body, 'own-1', 'own-7'), sha256, published_at"
    lost += " FROM clause_sets WHERE id = 'own-1'"
    city.change(lost)  # as going back once left them: nobody knows who published it
    draft = begin(keeper, form_key="two")
    given = {"title": "市の特記事項", "edition": "2028", "short_title": "市の2028年版"}
    assert save(keeper, f"{draft}/settings", **given).status_code == 303
    assert str(publish(keeper, draft).location).endswith("/own-8")


def test_the_tables_do_not_go_back_while_there_are_own_versions(keeper, city):
    published(keeper)
    with city.app.app_context(), pytest.raises(SystemExit):
        downgrade(revision="0020")
    page = unescape(keeper.get(ADDRESS).text)
    assert re.search("市の特記事項", page)
