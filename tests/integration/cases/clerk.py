"""A person at a desk: reads pages, follows links, fills in forms, presses buttons.

Nothing else. No address is ever typed but the front door's, no field is filled in that is not on
the page under its label, and what a form does not show is not sent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import Any
from urllib.parse import urljoin, urlsplit

from flask import Flask
from lxml import html
from lxml.html import HtmlElement
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from audits.wareki import short_wareki

NEED = re.compile(r"[\s　]*※(必須|任意)$")
SEEN_BUTTON = ".//button[not(@type='button') and not(@aria-hidden='true')]"
SENT_AS_TYPED = ("text", "number", "password", "search", "hidden", "email", "date", "month", "time")
Value = str | int | bool | date | list[str]


def words_of(element: HtmlElement) -> str:
    """What a reader sees of an element, each run of blanks as one."""
    return " ".join(element.text_content().split())


class Clerk:
    """One person with one browser."""

    def __init__(self, app: Flask, login: str, password: str) -> None:
        self._client = app.test_client()
        self.login = login
        self.password = password
        self.is_here = False
        self.address = "/"
        self.page: HtmlElement = html.fromstring("<html></html>")

    # Coming and going

    def arrive(self) -> Clerk:
        """Opens the front door, and signs in where it asks for that."""
        self.is_here = True
        self._open("/")
        if self._has_field("パスワード"):
            self.fill("利用者名", self.login)
            self.fill("パスワード", self.password)
            self.press("サインイン")
        return self

    def follow(self, words: str, within: str = "") -> Clerk:
        """The link of these words: exactly these, else the only one that begins with them.

        `within`: words of the row, the list item or the section that the link stands in.
        """
        if not self.is_here:
            self.arrive()
        self._open(self._link(words, within).get("href"))
        return self

    def open_contract(self, number: str) -> Clerk:
        """Looks for the contract in the band on top, and goes to its page."""
        if not self.is_here:
            self.arrive()
        self.fill("契約をさがす", number).press("さがす")
        return self.follow(number)

    def stands_at(self, path: str) -> bool:
        """Whether that page is open before the person, in whatever view."""
        return self.is_here and self.address.partition("?")[0] == path

    def turn_to(self, tab: str) -> Clerk:
        """The tab of this name, whatever stands behind it: 期限 期限超過13."""
        if not self.is_here:
            self.arrive()
        named = re.compile(rf"{re.escape(tab)}( \S+)?")
        found = self.page.xpath("//main//nav//a[@href]")
        places = {one.get("href") for one in found if named.fullmatch(words_of(one))}
        assert len(places) == 1, f"{len(places)} tabs 「{tab}」 at {self.address}: {self.told()}"
        self._open(places.pop())
        return self

    def download(self, words: str, within: str = "") -> bytes:
        """What the link leads to, where that is a file."""
        answer = self._client.get(self._at(self._link(words, within).get("href")))
        assert answer.status_code == 200, answer.status
        assert answer.mimetype != "text/html", self.told()
        content: bytes = answer.data
        return content

    def offers(self, words: str, within: str = "") -> bool:
        """Whether there is a link or a button of these words."""
        return bool([*self._links(words, within), *self._buttons(words, within)])

    def links(self) -> list[str]:
        """What every link of the page is called, without its menu."""
        return [words_of(one) for one in self.page.xpath("//main//a[@href]")]

    # Forms

    def fill(self, label: str, value: Value, within: str = "") -> Clerk:
        """A field by its label: words, a number, a day, a tick, the words of a choice or a list."""
        if isinstance(value, date):
            return self._fill_day(label, value, within)
        field = self._field(label, within)
        kind = field.get("type", "text") if field.tag == "input" else field.tag
        if kind in ("checkbox", "radio"):
            self._tick(field, on=bool(value))
        elif kind == "select":
            self._choose(field, [str(value)] if not isinstance(value, list) else value)
        elif kind == "textarea":
            field.text = "\n".join(value) if isinstance(value, list) else str(value)
        else:
            assert kind in SENT_AS_TYPED, kind
            assert field.get("readonly") is None, label
            field.set("value", str(value))
        return self

    def choose(self, legend: str, option: str, within: str = "") -> Clerk:
        """One radio button, or one tick, of those under a legend."""
        group = self._group(legend, within)
        self._tick(self._labelled(option, group), on=True)
        return self

    def has_choice(self, legend: str) -> bool:
        """Whether there is a group of this legend whose options are picked, not typed in."""
        found = [one for one in self.page.xpath("//legend") if _name(one) == legend]
        boxes = "../descendant::input[@type='radio' or @type='checkbox']"
        return any(one.xpath(boxes) for one in found)

    def legends(self) -> list[str]:
        """What each group of options on the page is called."""
        return [_name(one) for one in self.page.xpath("//main//legend")]

    def around(self, legend: str) -> str:
        """What the part of the page around a group of options says."""
        return words_of(self._group(legend, "").xpath("ancestor::section[1]")[0])

    def items(self, heading: str) -> list[str]:
        """The list under a heading; nothing where there is no such heading."""
        path = f"//*[self::h2 or self::h3][starts-with(normalize-space(.), '{heading}')]"
        return [words_of(one) for one in self.page.xpath(f"{path}/following-sibling::ul[1]/li")]

    def give(self, label: str, name: str, content: bytes, within: str = "") -> Clerk:
        """A file for a field."""
        field = self._field(label, within)
        assert field.get("type") == "file", label
        field.set("data-name", name)
        field.set("data-content", content.hex())
        return self

    def press(self, words: str, within: str = "") -> Clerk:
        """The button of these words; its form goes off with everything that it shows."""
        found = self._buttons(words, within)
        there = f"at {self.address}: {self.told()}"
        assert len(found) == 1, f"{len(found)} buttons of 「{words}」 {there}"
        self._send(found[0])
        return self

    def save(self, words: str) -> Clerk:
        """Presses a button that asks again before it does what cannot be undone."""
        self.press(words)
        if "まだ保存していません" in self.told():
            self.press(words)
        return self

    # Reading

    def told(self) -> str:
        """What the page says, without its menu."""
        [main] = self.page.xpath("//main") or [self.page]
        return words_of(main)

    def faults(self) -> list[str]:
        """What the page's list of faults says."""
        return [words_of(one) for one in self.page.xpath("//*[@class='error-summary']//li")]

    def sees(self, *all_of: str) -> Clerk:
        """Every one of these stands on the page."""
        told = self.told()
        for words in all_of:
            assert words in told, f"「{words}」 is not at {self.address}: {told}"
        return self

    def rows(self, caption: str) -> list[list[str]]:
        """The cells of the table of this caption (or of this region's name), row by row."""
        found = self._tables(caption)
        assert found, f"no table 「{caption}」 at {self.address}"
        rows = found[0].xpath(".//tbody/tr")
        return [[words_of(cell) for cell in row.xpath("./td|./th")] for row in rows]

    def has_table(self, caption: str) -> bool:
        """Whether there is a table of this caption at all."""
        return bool(self._tables(caption))

    # What a browser does by itself

    def _open(self, href: str | None) -> None:
        assert href, self.address
        self._read(self._client.get(self._at(href), follow_redirects=True))

    def _at(self, href: str) -> str:
        there = urljoin(f"http://localhost{self.address}", href)
        parts = urlsplit(there)
        assert parts.netloc == "localhost", there
        return parts.path + (f"?{parts.query}" if parts.query else "")

    def _read(self, answer: TestResponse) -> None:
        assert answer.mimetype == "text/html", f"{answer.mimetype} at {answer.request.path}"
        self.address = answer.request.full_path.rstrip("?")
        self.page = html.fromstring(answer.get_data(as_text=True))
        assert answer.status_code == 200, f"{answer.status} at {self.address}: {self.told()}"

    def _send(self, button: HtmlElement) -> None:
        form = self._form_of(button)
        values = MultiDict(self._values(form))
        if button.get("name"):
            values.add(button.get("name"), button.get("value", ""))
        where = self._at(button.get("formaction") or form.get("action") or self.address)
        if (button.get("formmethod") or form.get("method") or "get").lower() == "get":
            path = where.partition("?")[0]
            answer = self._client.get(path, query_string=values, follow_redirects=True)
        else:
            answer = self._client.post(where, data=values, follow_redirects=True)
        self._read(answer)

    def _form_of(self, control: HtmlElement) -> HtmlElement:
        named = control.get("form")
        path = f"//form[@id='{named}']" if named else "ancestor::form"
        [form] = control.xpath(path)
        return form

    def _values(self, form: HtmlElement) -> Iterator[tuple[str, Any]]:
        outside = self.page.xpath(f"//*[@form='{form.get('id')}']") if form.get("id") else []
        own = [c for c in form.xpath(".//input|.//select|.//textarea") if not c.get("form")]
        for control in [*own, *(c for c in outside if c.tag in ("input", "select", "textarea"))]:
            if control.get("name") and control.get("disabled") is None:
                yield from self._values_of(control)

    def _values_of(self, control: HtmlElement) -> Iterator[tuple[str, Any]]:
        name, kind = control.get("name"), control.get("type", "text")
        if control.tag == "select":
            yield from ((name, one.get("value", words_of(one))) for one in _chosen(control))
        elif control.tag == "textarea":
            yield name, (control.text or "").removeprefix("\n")
        elif kind in ("checkbox", "radio"):
            if control.get("checked") is not None:
                yield name, control.get("value", "on")
        elif kind == "file":
            if control.get("data-name"):
                content = bytes.fromhex(control.get("data-content"))
                yield name, (BytesIO(content), control.get("data-name"))
        elif kind not in ("submit", "image", "button", "reset"):
            yield name, control.get("value", "")

    # Finding things on the page

    def _link(self, words: str, within: str) -> HtmlElement:
        found = self._links(words, within)
        places = {link.get("href") for link in found}
        there = f"at {self.address}: {self.told()}"
        assert len(places) == 1, f"{len(places)} links of 「{words}」 {there}"
        return found[0]

    def _links(self, words: str, within: str) -> list[HtmlElement]:
        return _best(words, self._inside(within, ".//a[@href]"))

    def _buttons(self, words: str, within: str) -> list[HtmlElement]:
        return _best(words, self._inside(within, SEEN_BUTTON))

    def _inside(self, within: str, path: str) -> list[HtmlElement]:
        """Elements of the page, or of the smallest part of it that holds these words too."""
        if not within:
            return list(self.page.xpath(path))
        parts = "ancestor::*[self::tr or self::li or self::section or self::fieldset"
        parts += " or self::details or self::form or self::article or self::main][1]"
        found = list(self.page.xpath(path))
        near = [one for one in found if any(within in words_of(p) for p in one.xpath(parts))]
        if near:
            return near
        wider = parts.removesuffix("[1]")
        return [one for one in found if any(within in words_of(p) for p in one.xpath(wider))]

    def _tables(self, caption: str) -> list[HtmlElement]:
        quoted = f"//table[caption[contains(normalize-space(.), '{caption}')]]"
        found = self.page.xpath(quoted) or self.page.xpath(f"//*[@aria-label='{caption}']//table")
        return list(found)

    def _has_field(self, label: str) -> bool:
        return any(_name(one) == label for one in self.page.xpath("//label"))

    def _field(self, label: str, within: str) -> HtmlElement:
        labels = self._inside(within, ".//label[@for]")
        found = [one for one in labels if _name(one) == label]
        found = found or [one for one in labels if _name(one).startswith(label)]
        known = [_name(one) for one in self.page.xpath("//label")]
        assert len(found) == 1, f"{len(found)} fields 「{label}」 at {self.address}: {known}"
        return self.page.get_element_by_id(found[0].get("for"))

    def _group(self, legend: str, within: str) -> HtmlElement:
        legends = self._inside(within, ".//legend")
        found = [one for one in legends if _name(one) == legend]
        found = found or [one for one in legends if _name(one).startswith(legend)]
        if len(found) > 1:  # a part of the form may be called like the one day in it
            found = [one for one in found if len(one.getparent().xpath(".//legend")) == 1]
        known = [_name(one) for one in self.page.xpath("//legend")]
        assert len(found) == 1, f"{len(found)} groups 「{legend}」 at {self.address}: {known}"
        return found[0].getparent()

    def _labelled(self, option: str, group: HtmlElement) -> HtmlElement:
        labels = group.xpath(".//label")
        found = [one for one in labels if _name(one) == option]
        known = [_name(one) for one in labels]
        assert len(found) == 1, f"「{option}」 is none of {known} at {self.address}"
        if found[0].get("for") is None:  # the label goes around its button
            [button] = found[0].xpath(".//input")
            return button
        return self.page.get_element_by_id(found[0].get("for"))

    def _fill_day(self, label: str, day: date, within: str) -> Clerk:
        """Typed whole into the first of the three boxes."""
        first, *others = self._group(label, within).xpath(".//input[@type='text']")
        assert len(others) == 2, label
        first.set("value", short_wareki(day))
        for box in others:
            box.set("value", "")
        return self

    def _tick(self, field: HtmlElement, *, on: bool) -> None:
        assert field.get("disabled") is None, field.get("name")
        if field.get("type") == "radio":
            for other in self._form_of(field).xpath(f".//input[@name='{field.get('name')}']"):
                other.attrib.pop("checked", None)
        if on:
            field.set("checked", "checked")
        else:
            field.attrib.pop("checked", None)

    def _choose(self, field: HtmlElement, wanted: list[str]) -> None:
        options = field.xpath(".//option")
        for option in options:
            option.attrib.pop("selected", None)
        for words in wanted:
            found = _best(words, options)
            known = [words_of(option) for option in options]
            assert len(found) == 1, f"「{words}」 is none of {known} at {self.address}"
            found[0].set("selected", "selected")


def _name(label: HtmlElement) -> str:
    return NEED.sub("", words_of(label))


def _chosen(select: HtmlElement) -> list[HtmlElement]:
    """The options chosen; in a list for one choice the first, where nobody has chosen yet."""
    chosen = list(select.xpath(".//option[@selected]"))
    if not chosen and select.get("multiple") is None:
        return list(select.xpath(".//option")[:1])
    return chosen


def _best(words: str, elements: list[HtmlElement]) -> list[HtmlElement]:
    """Those of exactly these words, else those that begin with them."""
    exactly = [one for one in elements if words_of(one) == words]
    return exactly or [one for one in elements if words_of(one).startswith(words)]
