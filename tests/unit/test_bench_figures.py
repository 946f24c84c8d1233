"""What bin/bench says of a goal, and that it measures each piece of work by itself."""

from __future__ import annotations

import pytest

from app.papers.fonts import fonts_in
from app.papers.sheet import Sheet
from tests.bench.figure import Figure, Goal, table
from tests.bench.measured import Stopwatch, measured
from tests.bench.recorded_drawing import recorded


def a_figure(value: float, goal: Goal | None) -> Figure:
    return Figure("load", "openpyxl reads its cells", "sqlite", 1_000, value, goal)


@pytest.mark.parametrize(
    ("value", "goal", "met"),
    [
        (4.0, Goal(4), True),
        (4.01, Goal(4), False),
        (1.0, Goal(1, at_least=True), True),
        (0.99, Goal(1, at_least=True), False),
        (7.0, None, None),
    ],
)
def test_a_figure_meets_its_goal_up_to_the_very_bound(value, goal, met):
    assert a_figure(value, goal).met is met


def test_the_table_says_in_words_which_goal_is_missed():
    shown = table([a_figure(3, Goal(4)), a_figure(5, Goal(4)), a_figure(5, None)])

    verdicts = [line.split()[-1] for line in shown.splitlines()[1:]]
    assert verdicts == ["met", "MISSED", "5.00"]


def holds_forty_megabytes(watch: Stopwatch) -> float:
    with watch:
        return len(bytearray(40_000_000))


def holds_nothing(watch: Stopwatch) -> float:
    with watch:
        return 0


def test_each_piece_of_work_has_its_own_time_and_memory():
    large, small = measured(holds_forty_megabytes), measured(holds_nothing)

    assert large.count == 40_000_000
    assert large.megabytes > small.megabytes + 30
    assert small.seconds < large.seconds


def test_what_was_drawn_is_drawn_again_byte_for_byte(font_dir):
    with recorded() as drawing:
        paper = Sheet(fonts_in(font_dir), "試し")
        paper.text(30, 30, "実地の確認", paper.style())
        paper.blocks([(30, 40, 5, 5), (35, 40, 5, 5)])
        drawn = paper.finished()

    assert drawing.draw() == drawn
    assert Sheet(fonts_in(font_dir), "試し").finished() != drawn
