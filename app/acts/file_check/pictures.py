"""写真を確かめる: a picture has to be one to its last line; nothing of it is changed."""

from __future__ import annotations

from io import BytesIO

from PIL import Image
from PIL.JpegImagePlugin import JpegImageFile

from app.acts.file_check.refusal import FileRefusedError

MOST_PIXELS = 50_000_000
MOST_DECODED = 25_000_000  # points of a picture that cannot be read smaller than it is
SMALL = (64, 64)
BROKEN = "写真として最後まで読めません。途中で切れているか、壊れています。"
TOO_WIDE = "写真の縦と横が大きすぎます。{most}万画素以内にしてください。"


def check_picture(content: bytes, form: str) -> None:
    """Whether it is a picture of this form (JPEG, PNG). Raises FileRefusedError."""
    try:
        with Image.open(BytesIO(content), formats=(form,)) as picture:
            _check_size(picture)
            # A JPEG is decoded at an eighth of its size: all of it is read, in little room.
            picture.draft("RGB", SMALL)
            picture.load()
    except FileRefusedError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise _too_wide(MOST_PIXELS) from bomb
    except Exception as broken:  # whatever a picture out of anywhere makes the decoders say
        raise FileRefusedError(BROKEN) from broken


def _check_size(picture: Image.Image) -> None:
    width, height = picture.size
    # Of several pictures in one (MPO), as telephones make them, too.
    most = MOST_PIXELS if isinstance(picture, JpegImageFile) else MOST_DECODED
    if width * height > most:
        raise _too_wide(most)


def _too_wide(most: int) -> FileRefusedError:
    return FileRefusedError(TOO_WIDE.format(most=f"{most // 10_000:,}"))
