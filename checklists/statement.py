"""言い回し: when two statements say the same, whatever their widths, spaces and endings."""

from __future__ import annotations

import re
import unicodedata

FULL_STOPS = "。. "
SPACES = re.compile(r"\s+")
# 「取る」 and 「取っている」 are not held to be the same: only endings that can be cut off whole.
ENDING = re.compile(r"(すること|していること|している|します|する|こと)$")


def compared(text: str) -> str:
    """Widths, spaces and the full stop make no other statement."""
    return SPACES.sub("", unicodedata.normalize("NFKC", text)).rstrip(FULL_STOPS)


def stem(text: str) -> str:
    """The same without its ending: 暗号化する, 暗号化している and 暗号化すること are one."""
    return ENDING.sub("", compared(text))
