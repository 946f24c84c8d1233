"""印刷のコマンド: print record, the erasure papers, and those of an inspection."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import date
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from app.cli.console import OutFile, on_option, refuse, say
from app.clock import today
from app.workflows import print_papers
from app.workflows.print_council import NoSuchMatterError, print_council_sheet
from app.workflows.print_visit_notice import NoSuchNoticeError, print_visit_notice
from config import Config

Out = OutFile()
branch_option = click.option("--branch", type=int, default=0, help="枝番。0は受託者。")


@click.group("print", help="書類をPDFで書き出します。")
def papers() -> None:
    pass


@papers.command(help="管理記録。")
@click.argument("contract")
@click.argument("out", type=Out)
@on_option
@with_appcontext
def record(contract: str, out: Path, on: date) -> None:
    number = _number(contract)
    _write(out, lambda: print_papers.print_record(number, on=on, font_dir=font_dir()))


@papers.command("erasure-confirmation", help="消去確認書。証明書ごとに1枚。")
@click.argument("contract")
@click.argument("out", type=Out)
@branch_option
@on_option
@with_appcontext
def erasure_confirmation(contract: str, out: Path, branch: int, on: date) -> None:
    number = _number(contract)
    make = print_papers.print_erasure_confirmation
    _write(out, lambda: make(number, branch, on=on, font_dir=font_dir()))


@papers.command("erasure-certificate-form", help="事業者が書く消去証明書の用紙。")
@click.argument("contract")
@click.argument("out", type=Out)
@branch_option
@on_option
@with_appcontext
def erasure_certificate_form(contract: str, out: Path, branch: int, on: date) -> None:
    number = _number(contract)
    make = print_papers.print_certificate_form
    _write(out, lambda: make(number, branch, on=on, font_dir=font_dir()))


@papers.command("return-list", help="媒体ごとの返却一覧。返却のときに受け取る人が署名します。")
@click.argument("contract")
@click.argument("out", type=Out)
@branch_option
@on_option
@with_appcontext
def return_list(contract: str, out: Path, branch: int, on: date) -> None:
    number = _number(contract)
    make = print_papers.print_return_list
    _write(out, lambda: make(number, branch, on=on, font_dir=font_dir()))


@papers.command("check-sheet", help="立入調査の調査票。")
@click.argument("contract")
@click.argument("out", type=Out)
@click.option("--fiscal-year", type=click.IntRange(1, 9998), required=True, help="調査する年度。")
@branch_option
@click.option("--round", "round_", type=int, help="回。なければ、その年度の最後の回。")
@click.option("--blank", is_flag=True, help="調査の結果を載せず、書き込むための用紙にします。")
@on_option
@with_appcontext
def check_sheet(
    contract: str,
    out: Path,
    fiscal_year: int,
    branch: int,
    round_: int | None,
    blank: bool,
    on: date,
) -> None:
    number = _number(contract)

    def make() -> bytes:
        return print_papers.print_check_sheet(
            number, branch, fiscal_year, round_, on=on, font_dir=font_dir(), blank=blank
        )

    _write(out, make)


@papers.command("inspection-report", help="立入調査結果報告書。実施した調査のもの。")
@click.argument("contract")
@click.argument("out", type=Out)
@click.option("--fiscal-year", type=click.IntRange(1, 9998), required=True, help="調査した年度。")
@branch_option
@click.option("--round", "round_", type=int, help="回。なければ、その年度に最後に行った調査。")
@click.option("--edition", type=int, help="版。なければ、承認した最後の版。")
@on_option
@with_appcontext
def inspection_report(
    contract: str,
    out: Path,
    fiscal_year: int,
    branch: int,
    round_: int | None,
    edition: int | None,
    on: date,
) -> None:
    number = _number(contract)

    def make() -> bytes:
        return print_papers.print_inspection_report(
            number, branch, fiscal_year, round_, on=on, font_dir=font_dir(), edition=edition
        )

    _write(out, make)


@papers.command("visit-notice", help="立入調査実施通知書。出したときのまま。")
@click.argument("number", metavar="文書番号")
@click.argument("out", type=Out)
@with_appcontext
def visit_notice(number: str, out: Path) -> None:
    try:
        pdf = print_visit_notice(number.strip(), font_dir=font_dir())
    except NoSuchNoticeError as error:
        refuse(str(error))
    out.write_bytes(pdf)
    say(f"書き出しました：{out}")


@papers.command("council-sheet", help="付議資料。付議した契約と外部結合の様式。")
@click.argument("matter", metavar="付議番号")
@click.argument("out", type=Out)
@click.option("--system", is_flag=True, help="システム開発の様式も付けます。")
@with_appcontext
def council_sheet(matter: str, out: Path, system: bool) -> None:
    try:
        number = _number(matter)
        pdf = print_council_sheet(number, on=today(), font_dir=font_dir(), system=system)
    except NoSuchMatterError as error:
        refuse(str(error))
    out.write_bytes(pdf)
    say(f"書き出しました：{out}")


def font_dir() -> Path:
    config: Config = current_app.config["MITODOKE"]
    return config.font_dir


def _number(contract: str) -> str:
    """Numbers are compared after NFKC and trimming, on the command line as in a workbook."""
    return unicodedata.normalize("NFKC", contract).strip()


def _write(out: Path, make: Callable[[], bytes]) -> None:
    try:
        pdf = make()
    except (print_papers.NotOnFileError, print_papers.ChangedPaperError) as error:
        refuse(str(error))
    out.write_bytes(pdf)
    say(f"書き出しました：{out}")


COMMANDS = (papers,)
