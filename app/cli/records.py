"""管理記録のコマンド: verify, seal."""

from __future__ import annotations

import json
from pathlib import Path

import click
from flask.cli import with_appcontext

from app.cli.console import COMMAND_LINE, NO, OutFile, refuse, say
from app.clock import now
from app.workflows.seal_records import seal_records
from app.workflows.verify_records import Verification, verify_records
from audits.record import Seal


@click.command(help="管理記録に欠けや書換えがないかを調べます。")
@click.option(
    "--seal",
    "seal_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="別に保管してある封印ファイル。",
)
@with_appcontext
@click.pass_context
def verify(ctx: click.Context, seal_file: Path | None) -> None:
    seal = _read_seal(seal_file) if seal_file else None
    found = verify_records(seal)
    for fault in found.faults:
        click.echo(str(fault))
    if found.faults:
        say(f"{len(found.faults):,}件の食い違いがあります。最初のものは {found.faults[0]}")
        ctx.exit(NO)
    click.echo(f"{found.contracts:,}件の契約、{found.entries:,}号の記録に食い違いはありません。")
    if found.disposed:
        click.echo(f"ほかに廃棄した契約が{found.disposed:,}件あり、廃棄簿に食い違いはありません。")
    click.echo(_anchored(found, seal))


def _read_seal(file: Path) -> Seal:
    try:
        value = json.loads(file.read_text(encoding="utf-8"))
    except (ValueError, RecursionError):
        refuse(f"封印ファイル {file} を読み取れません。書き出したままのファイルを使ってください。")
    try:
        return Seal.from_json(value)
    except ValueError as error:
        refuse(f"封印ファイル {file} を使えません。{error}")


def _anchored(found: Verification, seal: Seal | None) -> str:
    if seal is None:
        return "封印と照らし合わせていません。すべてを書き換えた場合は、これだけでは分かりません。"
    return (
        f"{seal.sealed_at} の封印で {found.anchoring.anchored:,}号までを裏付けました。"
        f"その後の {found.anchoring.not_anchored:,}号は、まだ封印されていません。"
    )


@click.command(
    help="すべての管理記録の末尾を控えたファイルを書き出します。別の所に保管してください。"
)
@click.argument("out", type=OutFile())
@with_appcontext
def seal(out: Path) -> None:
    made = seal_records(by=COMMAND_LINE, at=now())
    text = json.dumps(made.to_json(), ensure_ascii=False, indent=1)
    out.write_text(text + "\n", encoding="utf-8")
    say(f"{len(made.heads):,}件の契約の記録を封印しました：{out}")
    click.echo(made.hash)


COMMANDS = (verify, seal)
