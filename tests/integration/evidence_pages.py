"""Evidence for tests: a contract with a record, its people, and files sent as a browser does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import sha256

from werkzeug.test import TestResponse

from audits.roles import Role
from tests.books import contract_cells
from tests.integration.browser import Browser, add_person
from tests.integration.installation import Installation

DEPARTMENT, ELSEWHERE = "教育支援課", "収納課"
NUMBER, OTHER = "R8-001", "R8-002"
ENTRY = 1  # of both contracts: 契約締結
SHOW = f"/evidence/entry/{ENTRY}/{NUMBER}"
File = tuple[str, bytes]
BOUNDARY = "a-line-that-stands-in-no-file"


def make_city(installation: Installation, *, files: bool = True) -> Installation:
    """Two contracts of two departments; the city takes files unless told otherwise."""
    loaded = installation.load_sheets(
        契約=[contract_cells(NUMBER), contract_cells(OTHER, 所管課=ELSEWHERE)]
    )
    assert loaded.written, loaded.errors
    add_person(installation, "officer", (Role.OFFICER, DEPARTMENT), name="宮野 さくら")
    add_person(installation, "manager", (Role.MANAGER, DEPARTMENT), name="𠮷田 一")
    add_person(installation, "elsewhere", (Role.MANAGER, ELSEWHERE), name="髙橋 二郎")
    add_person(installation, "auditor", Role.AUDITOR)
    if files:
        switch(installation, "はい")
    return installation


def switch(installation: Installation, word: str) -> None:
    assert installation.run("settings", "set", "evidence_files", word).exit_code == 0


def send_files(
    browser: Browser, path: str, files: Sequence[File], key: str = "", **fields: str
) -> TestResponse:
    """Sends files in a form; without a key of the form's own a fresh one."""
    given = {"csrf_token": browser.csrf_token(), "form_key": key or _key(files), **fields}
    body = b"".join(
        [
            *(_part(f'name="{name}"', value.encode()) for name, value in given.items()),
            *(_part(f'name="files"; filename="{name}"', content) for name, content in files),
            f"--{BOUNDARY}--\r\n".encode(),
        ]
    )
    kind = f"multipart/form-data; boundary={BOUNDARY}"
    return browser.open(path, "POST", data=body, content_type=kind)


def _part(about: str, content: bytes) -> bytes:
    """One field as browsers write it; put together here, so that no big file is left open."""
    head = f"--{BOUNDARY}\r\nContent-Disposition: form-data; {about}\r\n"
    if "filename" in about:
        head += "Content-Type: application/octet-stream\r\n"
    return head.encode("utf-8", "surrogatepass") + b"\r\n" + content + b"\r\n"


def _key(files: Sequence[File]) -> str:
    return sha256(repr(files).encode("utf-8", "replace")).hexdigest()


def attach(
    browser: Browser, *files: File, number: str = NUMBER, entry: int = ENTRY, key: str = ""
) -> TestResponse:
    return send_files(browser, f"/evidence/attach/{entry}/{number}", files, key)


def attached(city: Installation) -> list[tuple[str, int]]:
    """(name, size) of everything on file."""
    return [tuple(row) for row in city.rows("SELECT name, size FROM attachments ORDER BY id")]


def kept(city: Installation) -> int:
    """How many contents still have their bytes."""
    query = "SELECT count(*) FROM evidence_contents WHERE content IS NOT NULL"
    return int(city.rows(query)[0][0])


def texts(city: Installation, number: str = NUMBER) -> list[str]:
    """What the record says, entry by entry."""
    return [row.text for row in city.entries(number)]


def said(page: str) -> str:
    """What a page says, without its tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def verified(city: Installation) -> tuple[int, str]:
    ran = city.run("verify")
    return ran.exit_code, ran.output
