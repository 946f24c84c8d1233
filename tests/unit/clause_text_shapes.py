"""Clauses as different cities number and head them; sentences of our own."""

from __future__ import annotations

from collections.abc import Sequence

HEADINGS = ("秘密の保持", "複写の禁止", "再委託の禁止", "事故の報告")
SAID = (
    "乙は、知ったことを漏らしてはならない。",
    "乙は、写しを作ってはならない。",
    "乙は、第三者に委託してはならない。",
    "乙は、事故が発生したときは、直ちに知らせなければならない。",
)
KANJI = ("一", "二", "三", "四")
WIDE = ("１", "２", "３", "４")


def over(numbers: Sequence[str]) -> str:
    """（見出し） on a line of its own, then the number and the sentence."""
    return "".join(
        f"（{heading}）\n{number}　{said}\n\n"
        for number, heading, said in zip(numbers, HEADINGS, SAID, strict=True)
    )


def beside(numbers: Sequence[str], after: str = "　") -> str:
    """The number, the heading in brackets beside it, then the sentence."""
    return "".join(
        f"{number}（{heading}）{after}{said}\n"
        for number, heading, said in zip(numbers, HEADINGS, SAID, strict=True)
    )


def without_brackets(numbers: Sequence[str]) -> str:
    """The number and the heading on one line, the sentence on the next."""
    return "".join(
        f"{number}　{heading}\n　{said}\n"
        for number, heading, said in zip(numbers, HEADINGS, SAID, strict=True)
    )


ARTICLES = tuple(f"第{n}条" for n in WIDE)
SHAPES = {
    "full-width": over(WIDE),
    "half-width with a full stop": over([f"{n}." for n in "1234"]),
    "第n条 with the heading over it": over(ARTICLES),
    "第n条 with the heading beside it": beside(ARTICLES),
    "第n条 with kanji numerals": over([f"第{n}条" for n in KANJI]),
    "第n条の and a space": beside([f"第 {n} 条" for n in "1234"], "\n　"),
    "第1 and the heading": without_brackets([f"第{n}" for n in "1234"]),
    "kanji numerals": over(KANJI),
    "kanji numerals and a comma": over([f"{n}、" for n in KANJI]),
    "(1)": over([f"({n})" for n in "1234"]),
    "（１） in full width": over([f"（{n}）" for n in WIDE]),
    "number and heading on one line": without_brackets(WIDE),
    "mixed widths": over(("1", "２", "３", "4")),
    "markdown": over([f"- {n}" for n in "1234"]).replace("（", "### （"),
    "half-width brackets": over(WIDE).replace("（", "(").replace("）", ")"),
    "【】": over(WIDE).replace("（", "【").replace("）", "】"),
    "the subject at once behind the number": over(WIDE).replace("　乙", "乙"),
    "a table with tabs": "".join(
        f"{n}\t{h}\t{s}\n" for n, h, s in zip(WIDE, HEADINGS, SAID, strict=True)
    ),
    "a table with lines": "".join(
        f"| {n} | {h} | {s} |\n" for n, h, s in zip(WIDE, HEADINGS, SAID, strict=True)
    ),
    "headings without numbers": "".join(
        f"（{h}）\n{s}\n" for h, s in zip(HEADINGS, SAID, strict=True)
    ),
}
