"""Links that keep the whole query."""

from __future__ import annotations

import pytest
from flask import Flask, url_for
from werkzeug.routing import BuildError

from app.web.page_address import address, here, here_toggled
from app.web.table import Sort

APP = Flask(__name__)


def test_another_page_keeps_the_search_and_the_filters():
    with APP.test_request_context("/contracts?q=保育&kind=a&kind=b&page=2"):
        assert here(page=3) == "?q=%E4%BF%9D%E8%82%B2&kind=a&kind=b&page=3"


def test_what_is_blank_or_taken_away_is_not_in_the_address():
    with APP.test_request_context("/contracts?q=&page=2"):
        assert here(page=None) == "?"


def test_a_path_cannot_be_bent_into_the_address_of_another_server():
    with APP.test_request_context("//evil.example/x?a=b"):
        assert here(page=2) == "?a=b&page=2"


def test_what_nobody_would_type_is_not_carried_on_into_every_link():
    with APP.test_request_context(f"/?q=x&junk={'a' * 10_000}&{'n' * 10_000}=1"):
        assert here(page=2) == "?q=x&page=2"


def test_words_cannot_break_out_of_the_address():
    with APP.test_request_context("/?q=%22%3E%3Cscript%3E"):
        assert here() == "?q=%22%3E%3Cscript%3E"


def test_a_series_is_opened_and_closed_beside_others():
    with APP.test_request_context("/?open=a&q=x"):
        assert here_toggled("open", "b") == "?q=x&open=a&open=b"
        assert here_toggled("open", "a") == "?q=x"


def test_a_second_click_on_a_head_turns_the_order_and_goes_to_the_first_page():
    assert Sort("due").turned("due") == {"sort": "due", "descending": 1, "page": None}
    assert Sort("due", descending=True).turned("due")["descending"] is None
    assert Sort("due", descending=True).turned("title") == {
        "sort": "title",
        "descending": None,
        "page": None,
    }


def test_an_address_is_the_same_whether_it_is_remembered_or_not():
    app = Flask(__name__)
    app.add_url_rule("/contracts/<path:number>", "contracts.show")
    for _ in range(2):
        with app.test_request_context("/"):
            assert address("contracts.show", number="R2-教支 1", view=None) == url_for(
                "contracts.show", number="R2-教支 1"
            )
            assert address("contracts.show", number="1", _anchor="x").endswith("#x")
        with app.test_request_context("/", base_url="http://localhost/below"):
            assert address("contracts.show", number="1") == "/below/contracts/1"


def test_an_address_that_is_not_there_is_refused_every_time():
    for _ in range(2):
        with APP.test_request_context("/"), pytest.raises(BuildError):
            address("nowhere.show")
