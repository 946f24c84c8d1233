"""画面の土台: forged requests, headers, pages for errors, and what no text may hold."""

from __future__ import annotations

import re
from dataclasses import replace
from ipaddress import ip_network
from typing import Any
from urllib.parse import quote

import pytest
from flask import Blueprint, abort, request

from app.web import errors
from app.web.permissions import allowed, open_to_all
from audits.roles import Act, Role
from tests import databases
from tests.integration.browser import PASSWORD, Browser, add_person, log_lines
from tests.integration.installation import Installation


@pytest.fixture
def city(installation: Installation) -> Installation:
    """An installation with an auditor."""
    add_person(installation, "miyano", Role.AUDITOR)
    return installation


@pytest.fixture
def browser(city: Installation) -> Browser:
    return Browser(city).come_in("miyano")


def with_views(installation: Installation, **views: Any) -> None:
    """Adds pages that anybody may open, one under each name."""
    room = Blueprint("tried", __name__)
    for name, view in views.items():
        marked = open_to_all(view)
        room.add_url_rule(f"/{name}", name, marked, methods=["GET", "POST"])
    installation.app.register_blueprint(room)


def test_a_form_without_its_token_is_refused_and_changes_nothing(browser, city):
    assert browser.send_as_is("/sign-out").status_code == 400
    assert browser.is_signed_in()
    assert log_lines(city)[-1][1:4] == ("forged_request", "POST /sign-out", "refused")


@pytest.mark.parametrize("token", ["", "0" * 64, "é", "x" * 5000])
def test_a_form_with_an_altered_token_is_refused(browser, token):
    assert browser.send_as_is("/sign-out", csrf_token=token).status_code == 400
    assert browser.is_signed_in()


def test_a_form_with_the_token_of_another_browser_is_refused(browser, city):
    foreign = Browser(city).come_in("miyano").csrf_token()
    assert browser.send_as_is("/sign-out", csrf_token=foreign).status_code == 400
    assert browser.is_signed_in()


def test_the_token_of_before_the_sign_in_is_worth_nothing_after_it(city):
    browser = Browser(city)
    before = browser.csrf_token()
    assert browser.sign_in("miyano").status_code == 303
    assert browser.send_as_is("/sign-out", csrf_token=before).status_code == 400


def test_the_sign_in_itself_cannot_be_forged(city):
    browser = Browser(city)
    answer = browser.send_as_is("/sign-in", login="miyano", password=PASSWORD)
    assert answer.status_code == 400
    assert not browser.is_signed_in()


@pytest.mark.parametrize(
    ("site", "status"), [("cross-site", 400), ("same-site", 400), ("same-origin", 303)]
)
def test_what_the_browser_itself_calls_foreign_is_refused(browser, site, status):
    token = browser.csrf_token()
    answer = browser.open(
        "/sign-out", "POST", data={"csrf_token": token}, headers={"Sec-Fetch-Site": site}
    )
    assert answer.status_code == status


def test_a_script_of_ours_may_bring_the_token_as_a_header(browser):
    headers = {"X-CSRF-Token": browser.csrf_token()}
    assert browser.open("/sign-out", "POST", headers=headers).status_code == 303


@pytest.mark.parametrize(
    "target",
    [
        "//evil.example",
        "https:evil.example",
        "https://evil.example",
        "\\\\evil.example",
        "/\\evil.example",
        "/%09/evil.example",
        "/x%0d%0aSet-Cookie:a=b",
    ],
)
def test_the_sign_in_leads_to_no_other_server(city, target):
    for given in (target, quote(target, safe="")):
        browser = Browser(city)
        answer = browser.sign_in("miyano", path=f"/sign-in?next={given}")
        assert answer.status_code == 303
        assert re.fullmatch(r"/([^/\\].*)?", answer.location), answer.location
        assert "a=b" not in answer.headers.getlist("Set-Cookie")[0]


@pytest.mark.parametrize("path", ["/", "/sign-in", "/password", "/nowhere", "/sign-out"])
def test_every_answer_forbids_what_it_can(browser, path):
    headers = browser.get(path).headers
    policy = headers["Content-Security-Policy"]
    for part in (
        "default-src 'none'",
        "object-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "form-action 'self'",
    ):
        assert part in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cache-Control"] == "no-store"
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert "Strict-Transport-Security" not in headers


def test_no_other_site_is_let_in_by_its_origin(browser):
    headers = browser.get("/", headers={"Origin": "http://evil.example"}).headers
    assert [name for name, _ in headers if name.startswith("Access-Control")] == []


def test_no_page_has_a_script_or_a_style_of_its_own(browser):
    for path in ("/sign-in", "/password", "/nowhere"):
        text = browser.get(path).text
        assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=", text), path


def test_the_cookie_is_for_this_server_and_out_of_reach_of_scripts(city):
    browser = Browser(city)
    [cookie] = browser.sign_in("miyano").headers.getlist("Set-Cookie")
    assert cookie.startswith("mitodoke=")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Path=/" in cookie
    assert "Domain" not in cookie
    assert "Expires" not in cookie


def test_over_tls_the_cookie_insists_on_it_and_so_do_the_headers(config):
    with databases.application_on(replace(config, https=True)) as made:
        answer = made.test_client().get("/sign-in", base_url="https://city.example")
    [cookie] = answer.headers.getlist("Set-Cookie")
    assert cookie.startswith("__Host-mitodoke=")
    assert "Secure" in cookie
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"


def test_the_log_has_the_address_that_our_proxy_names_and_no_other(config, tmp_path):
    behind = replace(config, trusted_proxies=(ip_network("10.0.0.0/8"),))
    with databases.application_on(behind) as made:
        city = Installation(made, tmp_path)
        add_person(city, "miyano", Role.AUDITOR)
        for peer in ("10.0.0.1", "192.0.2.99"):
            client = made.test_client()
            page = client.get("/sign-in").text
            token = re.findall(r'name="csrf_token" value="(\w+)"', page)[0]
            client.post(
                "/sign-in",
                data={"login": "miyano", "password": "x", "csrf_token": token},
                headers={"X-Forwarded-For": "203.0.113.5", "X-Remote-User": "miyano"},
                environ_base={"REMOTE_ADDR": peer},
            )
            assert client.get("/password").status_code == 303
        assert [line[4] for line in log_lines(city)[-2:]] == ["203.0.113.5", "192.0.2.99"]


@pytest.mark.parametrize("code", sorted(errors.PAGES))
def test_every_refusal_has_a_page_in_japanese(city, code):
    def refuse() -> str:
        abort(code)

    with_views(city, refuse=refuse)
    answer = Browser(city).get("/refuse")
    assert answer.status_code == code
    assert re.search(r"<h1>[^<]*[ぁ-ん一-龠][^<]*</h1>", answer.text)
    assert "Traceback" not in answer.text


@pytest.mark.parametrize(("code", "page"), [(415, 400), (408, 400), (503, 500)])
def test_other_refusals_have_the_page_that_comes_nearest(city, code, page):
    def refuse() -> str:
        abort(code)

    with_views(city, refuse=refuse)
    answer = Browser(city).get("/refuse")
    assert answer.status_code == code
    with city.app.test_request_context():
        assert re.findall("<h1>.*</h1>", answer.text) == re.findall(
            "<h1>.*</h1>", errors._words(page)
        )


def test_what_goes_wrong_inside_is_not_told_outside(city):
    def break_down() -> str:
        raise RuntimeError("the password is swordfish")

    with_views(city, broken=break_down)
    city.app.config["PROPAGATE_EXCEPTIONS"] = False
    answer = Browser(city).get("/broken")
    assert answer.status_code == 500
    assert "swordfish" not in answer.text
    assert "RuntimeError" not in answer.text
    assert "管理者に連絡" in answer.text


def test_without_the_database_there_is_still_a_sentence(city):
    city.app.config["PROPAGATE_EXCEPTIONS"] = False
    tables = city.rows("SELECT 1")
    assert tables
    city.change("DROP TABLE settings")
    answer = Browser(city).get("/sign-in")
    assert answer.status_code == 500
    assert "問題が起きました" in answer.text


def test_a_page_that_is_not_there_says_so_to_anybody(city):
    answer = Browser(city).get("/nowhere")
    assert answer.status_code == 404
    assert "見つかりません" in answer.text


def test_what_cannot_be_done_at_an_address_names_what_can(browser):
    answer = browser.get("/sign-out")
    assert answer.status_code == 405
    assert "POST" in answer.headers["Allow"]


def test_a_megabyte_too_much_is_refused_with_a_page(city):
    answer = Browser(city).send("/sign-in", login="x" * (1024 * 1024 + 1), password="x")
    assert answer.status_code == 413
    assert "大きすぎます" in answer.text


def test_a_view_may_take_more_and_says_how_much(city):
    @allowed(Act.SEE_HOME, megabytes=3)
    def take() -> str:
        return str(len(request.form["text"]))

    room = Blueprint("taking", __name__)
    room.add_url_rule("/take", view_func=take, methods=["POST"])
    city.app.register_blueprint(room)
    browser = Browser(city).come_in("miyano")
    assert browser.send("/take", text="x" * 2_000_000).text == "2000000"
    assert browser.send("/take", text="x" * 4_000_000).status_code == 413


@pytest.mark.parametrize(
    "path", ["/sign-in?next=%00", "/sign-in?%00=x", "/contracts?q=a%00b", "/contracts/%00"]
)
def test_a_nul_is_no_text(browser, path):
    assert browser.get(path).status_code == 400


@pytest.mark.parametrize(
    "login", ["%ff%fe", "\ud7ff\ufffe", "\u202e", "𠮷野", "x" * 999, "'\"><script>x9</script>"]
)
def test_strange_names_get_a_sentence_and_come_back_harmless(city, login):
    page = Browser(city).sign_in(login, "x")
    assert page.status_code == 200
    assert "<script>x9" not in page.text


def test_the_product_carries_nothing_to_the_next_page_but_notices(city):
    browser = Browser(city).come_in("miyano")
    for path in ("/password", "/nowhere"):
        assert [c for c in browser.get(path).headers.getlist("Set-Cookie") if "notice" in c] == []
