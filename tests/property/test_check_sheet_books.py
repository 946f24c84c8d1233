"""調査票 in Excel, whatever was answered: what is written is read back, sign by sign."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from app.acts.sheet_merge import Side, answer_in, compared, said
from app.records.sheets import Answer
from app.workbooks.check_sheet_reader import read_check_sheet
from audits.verdict import Verdict
from tests.unit.check_sheet_builders import a_sheet, written

words = st.text(
    st.characters(
        exclude_categories=("Cs", "Cc"), include_characters="\n\t", max_codepoint=0x2FFFF
    ).filter(lambda sign: sign not in "\ufffe\uffff"),
    max_size=60,
) | st.sampled_from(["=1+1", "_x0041_", "<r>&amp;</r>", " 前後 ", "@SUM(A1)", "神\ufe00 𠮷 髙"])
answers = st.builds(
    Answer,
    verdict=st.sampled_from(Verdict),
    comment=words,
    set_due_on=st.none() | st.dates(date(1901, 1, 1), date(2199, 12, 31)),
)


@settings(deadline=None, max_examples=60)
@given(before=answers, after=answers)
def test_an_answer_comes_back_as_it_was_written(before: Answer, after: Answer):
    with TemporaryDirectory() as folder:
        read = read_check_sheet(written(Path(folder), a_sheet(standard_1=before)))
    assert read.problems == []
    assert said(answer_in(read.rows[0])) == said(before)
    assert said(answer_in(read.kept[0])) == said(before)
    sheet = a_sheet(standard_1=after)
    sides = [one.side for one in compared(read, sheet).differences]
    assert sides == ([] if said(before) == said(after) else [Side.SERVER])
