"""返還・消去の件数のことば: how the counts of what became of a data item are read out."""

from __future__ import annotations

from audits.disposal_counts import CountOfWay, DisposedCounts, Share
from audits.erasure_wording import SHARE
from audits.wording import DISPOSAL


def ways_in_words(counts: DisposedCounts) -> str:
    """返還 600件・消去 400件."""
    return "・".join(_way_in_words(one) for one in counts.ways)


def shares_in_words(counts: DisposedCounts) -> str:
    """返還 600件（一部）・消去 400件（一部）; no share where the item's count is not on file."""
    return "・".join(_way_in_words(one) + _share_in_words(counts, one) for one in counts.ways)


def difference_in_words(counts: DisposedCounts) -> str:
    """What differs, as a sentence; blank where nothing does, or nobody can tell."""
    if counts.whole is None or counts.come_to is None or counts.agree:
        return ""
    if counts.beyond is not None:
        way, count = DISPOSAL[counts.beyond.way], counts.beyond.count
        return f"{way}の{count:,}件が、データの{counts.whole:,}件を超えています。"
    difference = counts.come_to - counts.whole
    told = f"一部ずつの合計{counts.come_to:,}件が、データの{counts.whole:,}件"
    if difference > 0:
        return f"{told}を{difference:,}件超えています。"
    return f"{told}に{-difference:,}件足りません。"


def _way_in_words(one: CountOfWay) -> str:
    count = f"{one.count:,}件" if one.is_said else SHARE[Share.UNSAID]
    return f"{DISPOSAL[one.way]} {count}"


def _share_in_words(counts: DisposedCounts, one: CountOfWay) -> str:
    if counts.whole is None or not one.is_said:
        return ""
    return f"（{SHARE[counts.share(one)]}）"
