"""Own clauses of a municipality as tests bring them in: in several styles, as text and as Word."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

TEXT = """個人情報取扱特記事項

（基本的事項）
１　乙は、個人情報を扱うときは、その重要性を認識し、必要な手だてを講じなければならない。

（秘密の保持）
２　乙は、知った個人情報をほかの者に漏らしてはならない。契約が終了した後も同様とする。

（持出しの禁止）
３　乙は、甲の指定した場所から個人情報を持ち出してはならない。ただし、甲の承諾があるときを除く。

（再委託の禁止）
４　乙は、業務を第三者に委託してはならない。ただし、甲の承諾があるときは、この限りでない。
５　乙は、再委託先との契約書に、この特記事項と同じことを明記しなければならない。

（返還等）
６　乙は、不要になった資料を甲に返還し、又は消去しなければならない。
７　乙は、消去したときは、甲に証明書を出さなければならない。
　(1) 消去した日
　(2) 消去の方法

（監査等）
８　甲は、乙の業務を立入り調査により確かめるものとする。
９　前項の確認は、年度当たり２回以上行うものとする。

（従事者に対する教育）
10　乙は、従事者に毎年度、教育を実施し、甲に報告しなければならない。

令和９年４月１日
甲　住所
乙　住所
"""
COUNT = 10
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def paragraph(text: str) -> str:
    return f'<w:p><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def row(cells: Sequence[str]) -> str:
    return f"<w:tr>{''.join(f'<w:tc>{paragraph(one)}</w:tc>' for one in cells)}</w:tr>"


def document(inside: str, before: str = "") -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}'
        f'<w:document xmlns:w="{WORD}"><w:body>{inside}</w:body></w:document>'
    )


def package(**parts: str | bytes) -> bytes:
    """A zip of these parts; two underscores stand for a slash, one for a full stop."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return made.getvalue()


def docx(text: str, **more: str | bytes) -> bytes:
    """A Word document with a paragraph for each line."""
    inside = "".join(paragraph(line) for line in text.splitlines())
    return package(word__document_xml=document(inside), **more)


def docx_table(rows: Sequence[Sequence[str]]) -> bytes:
    """A Word document of one table."""
    inside = f"<w:tbl>{''.join(row(cells) for cells in rows)}</w:tbl>"
    return package(word__document_xml=document(inside))
