"""手引きの絵: the pages that docs/manual.md shows, as PNG; started by bin/pictures."""

from __future__ import annotations

import argparse
import io
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from PIL import Image
from playwright.sync_api import FloatRect, Page, sync_playwright

from app.demo.accounts import PASSWORD
from tests.browser.served import served

WIDTH = 1366
PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
COLOURS = 128  # flat colours and letters: nobody sees the difference, and the file is a third
CONTRACT = "R7-教支-001"


class Picture(NamedTuple):
    """A page as somebody sees it.

    `link`: the words of the link that leads on to what is shown; `below`: the picture begins with
    the navigation of this name.
    """

    name: str
    login: str
    path: str
    height: int
    link: str = ""
    below: str = ""


PICTURES = (
    Picture("home", "school-officer", "/", 640),
    Picture("contract", "school-officer", f"/contracts/{CONTRACT}", 1000),
    Picture(
        "due",
        "school-manager",
        f"/contracts/{CONTRACT}?view=due",
        960,
        below="契約の中身",
    ),
    Picture("telephone", "school-officer", f"/entries/telephone/{CONTRACT}", 960),
    Picture(
        "check-sheet",
        "school-officer",
        f"/contracts/{CONTRACT}?view=inspections",
        900,
        "調査票に答える",
    ),
    Picture("exceptions", "school-officer", "/exceptions", 600),
    Picture(
        "changes",
        "school-officer",
        f"/contracts/{CONTRACT}?view=changes",
        560,
        below="契約の中身",
    ),
    Picture("renewals", "school-officer", "/renewals", 760),
    Picture("erasure-methods", "secretariat", "/erasure-methods", 640),
    Picture("plans", "school-officer", "/plans", 900),
    Picture("dashboard", "secretariat", "/dashboard", 920),
    Picture("loads", "school-officer", "/loads", 680),
    Picture("registers", "secretariat", "/registers", 820),
    Picture("risk", "secretariat", "/settings/risk", 640),
    Picture("operation-log", "auditor", "/operation-log?subject=教支", 640),
)


def main() -> None:
    """Takes every picture of the demonstration that the data folder holds."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("data_dir", type=Path)
    asked.add_argument("font_dir", type=Path)
    asked.add_argument("out", type=Path)
    given = asked.parse_args()
    database_url = f"sqlite:///{given.data_dir / 'mitodoke.sqlite3'}"
    with served(given.data_dir, database_url, given.font_dir) as address:
        for name, taken in pictures(address):
            with Image.open(io.BytesIO(taken)) as image:
                small = image.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
                small.save(given.out / f"{name}.png", optimize=True)


def pictures(address: str) -> Iterator[tuple[str, bytes]]:
    """Each picture by its name; everybody signs in through the page."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=_program(),
            args=["--no-sandbox"],
            env={**os.environ, "LANGUAGE": "ja"},  # its own words, as of a file to choose
        )
        for picture in PICTURES:
            window = browser.new_context(
                base_url=address,
                viewport={"width": WIDTH, "height": picture.height},
                locale="ja-JP",
                reduced_motion="reduce",
            )
            yield picture.name, _taken(window.new_page(), picture)
            window.close()
        browser.close()


def _program() -> str:
    found = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if found is None:
        raise SystemExit("Chromium is not on this machine: the pictures of pages need it.")
    return found


def _taken(page: Page, picture: Picture) -> bytes:
    page.goto("/sign-in")
    page.get_by_label("利用者名").fill(picture.login)
    page.get_by_label("パスワード").fill(PASSWORD)
    page.get_by_role("button", name="サインイン").click()
    page.wait_for_url("**/")
    page.goto(picture.path)
    if picture.link:
        page.get_by_role("link", name=picture.link).first.click()
        page.wait_for_load_state()
    top = 0.0
    if picture.below:
        place = page.get_by_role("navigation", name=picture.below).bounding_box()
        assert place is not None
        top = place["y"]
    clip: FloatRect = {"x": 0, "y": top, "width": WIDTH, "height": picture.height}
    return page.screenshot(full_page=True, clip=clip)


if __name__ == "__main__":
    main()
