"""The map by which the text of a PDF is found and copied again, right for every character."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.pdfbase import ttfonts

CHARACTERS_PER_BLOCK = 100  # the most that one bfchar block may hold (PDF 32000-1, 9.10.3)
HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo
<< /Registry ({name})
/Ordering ({name})
/Supplement 0
>> def
/CMapName /{name} def
/CMapType 2 def
1 begincodespacerange
<00> <FF>
endcodespacerange
"""
TAIL = """endcmap
CMapName currentdict /CMap defineresource pop
end
end"""


def install() -> None:
    """Replaces reportlab's map, which writes characters beyond U+FFFF (𠮷) as two wrong ones."""
    ttfonts.makeToUnicodeCMap = to_unicode_map


def to_unicode_map(fontname: str, subset: Sequence[int]) -> str:
    """The ToUnicode map of one embedded subset: code in the page → UTF-16 of the character."""
    pairs = [
        f"<{code:02X}> <{_utf16(character)}>" for code, character in enumerate(subset) if character
    ]
    blocks = [
        pairs[i : i + CHARACTERS_PER_BLOCK] for i in range(0, len(pairs), CHARACTERS_PER_BLOCK)
    ]
    return HEAD.format(name=fontname) + "".join(map(_block, blocks)) + TAIL


def _block(pairs: Sequence[str]) -> str:
    return "\n".join([f"{len(pairs)} beginbfchar", *pairs, "endbfchar", ""])


def _utf16(character: int) -> str:
    return chr(character).encode("utf-16-be").hex().upper()
