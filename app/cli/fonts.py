"""書類の字体のコマンド: fonts; makes them ahead, so that nobody waits for the first paper."""

from __future__ import annotations

import click
from flask import current_app
from flask.cli import with_appcontext

from app.cli.console import say
from app.papers.fonts import fonts_in
from app.papers.made_fonts import are_made
from config import Config


@click.command(help="書類の字体を作ります。はじめの1回だけ、20秒ほどかかります。")
@with_appcontext
def fonts() -> None:
    config: Config = current_app.config["MITODOKE"]
    if are_made(config.font_dir):
        say("書類の字体は、もうあります。")
        return
    fonts_in(config.font_dir)
    say("書類の字体を作りました。")


COMMANDS = (fonts,)
