"""Files for tests of evidence: small sound ones of each kind, made here."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO

from PIL import Image

PDF = (
    b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\nxref\n0 1\n"
    b"trailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"
)
TEXT = "立会いの記録です。\r\n".encode()
MAIL = (
    "From: a@example.jp\r\nTo: b@example.jp\r\nSubject: =?UTF-8?B?5aCx5ZGK?=\r\n"
    "Date: Fri, 20 Nov 2026 10:00:00 +0900\r\n\r\n報告します。\r\n"
).encode()
CONTENT_TYPES = (
    '<?xml version="1.0"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{types}</Types>'
)
MAIN = "application/vnd.openxmlformats-officedocument.{what}.main+xml"
WORD, EXCEL = "wordprocessingml.document", "spreadsheetml.sheet"
POWERPOINT = "presentationml.presentation"


def picture(form: str = "JPEG", width: int = 40, height: int = 30, colour: int = 120) -> bytes:
    made = BytesIO()
    Image.new("RGB", (width, height), (colour, 30, 200)).save(made, form)
    return made.getvalue()


def noisy_picture(form: str = "PNG") -> bytes:
    """One that is big enough to be cut in the middle of what is drawn."""
    made = BytesIO()
    Image.effect_noise((200, 200), 90).convert("RGB").save(made, form)
    return made.getvalue()


def package(parts: Mapping[str, bytes]) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in parts.items():
            opened.writestr(name, content)
    return made.getvalue()


def types(*kinds: str) -> bytes:
    parts = (f'<Override PartName="/p{i}.xml" ContentType="{k}"/>' for i, k in enumerate(kinds))
    return CONTENT_TYPES.format(types="".join(parts)).encode()


def office(what: str = WORD, **more: bytes) -> bytes:
    """A document of this kind, with more parts if asked for (`__` stands for a dot)."""
    named = {name.replace("__", "."): content for name, content in more.items()}
    main = types(MAIN.format(what=what))
    return package({"[Content_Types].xml": main, "main.xml": b"<main/>", **named})


def shortly(value: object) -> str | None:
    """What a test is called after: not after all bytes of its file."""
    return f"{len(value)}-bytes" if isinstance(value, bytes) else None
