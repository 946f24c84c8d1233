"""利用者のコマンド: users add, users list, users deactivate, users new-password."""

from __future__ import annotations

from datetime import date

import click
from flask.cli import with_appcontext

from app.acts.people import Appointment, PersonError
from app.cli.console import COMMAND_LINE, Day, refuse, say, show_table
from app.clock import now, today
from app.records.database import reading
from app.records.people import people_on
from app.workflows.add_person import add_person
from app.workflows.deactivate_person import deactivate_person
from app.workflows.renew_password import renew_password
from app.workflows.set_mail import set_mail
from audits.roles import Role
from audits.wording import ROLE

ONCE = "このパスワードは一度だけ示します。14日以内にサインインして、変えてもらってください。"


@click.group(help="利用者を加え、一覧にし、利用を止めます。")
def users() -> None:
    pass


@users.command("add", help="利用者を加え、はじめのパスワードを標準出力に示します。")
@click.argument("login", required=False)
@click.option("--name", help="氏名。なければ利用者名と同じです。")
@click.option(
    "--role",
    "roles",
    type=click.Choice([role.value for role in Role]),
    multiple=True,
    required=True,
    help="役割。いくつでも指定できます。",
)
@click.option(
    "--department", "departments", multiple=True, help="所管課（officer と manager には必要）。"
)
@click.option("--from", "first_on", type=Day(), default=today, show_default="今日")
@click.option("--until", "last_on", type=Day(), help="役割の最後の日。なければ期限なしです。")
@with_appcontext
def add(
    login: str | None,
    name: str | None,
    roles: tuple[str, ...],
    departments: tuple[str, ...],
    first_on: date,
    last_on: date | None,
) -> None:
    login = login or _login_of_the_first_administrator(roles)
    if last_on is not None and last_on < first_on:
        raise click.UsageError("--until は --from 以後の日にしてください。")
    appointments = _appointments([Role(role) for role in roles], departments)
    try:
        password = add_person(
            login,
            name or login,
            appointments,
            first_on=first_on,
            last_on=last_on,
            by=COMMAND_LINE,
            at=now(),
        )
    except PersonError as error:
        refuse(str(error))
    say(f"利用者「{login}」を加えました。はじめのパスワード：")
    click.echo(password)
    say(ONCE)


@users.command("list", help="使用中の利用者を、今日の役割とともに示します。")
@with_appcontext
def show() -> None:
    with reading() as session:
        people = people_on(session, today())
    rows = (
        (person.login, person.name, ROLE[held.role], held.department)
        for person in people
        for held in person.holdings
    )
    idle = (
        (person.login, person.name, "（今日の役割なし）", None)
        for person in people
        if not person.holdings
    )
    show_table(("利用者名", "氏名", "役割", "所管課"), [*rows, *idle])


@users.command("mail", help="督促のメールの宛先を決めます。空にすると送りません。")
@click.argument("login")
@click.argument("mail")
@with_appcontext
def mail(login: str, mail: str) -> None:
    try:
        set_mail(login, mail, by=COMMAND_LINE, at=now())
    except PersonError as refused:
        refuse(str(refused))
    say(f"{login} の宛先を {mail or 'なし'} にしました。")


@users.command("deactivate", help="利用を止めます。サインイン中でも、すぐに使えなくなります。")
@click.argument("login")
@with_appcontext
def deactivate(login: str) -> None:
    try:
        deactivate_person(login, by=COMMAND_LINE, at=now())
    except PersonError as error:
        refuse(str(error))
    say(f"利用者「{login}」の利用を止めました。")


@users.command("new-password", help="パスワードを忘れた人に、はじめのパスワードを出し直します。")
@click.argument("login")
@with_appcontext
def new_password(login: str) -> None:
    try:
        password = renew_password(login, by=COMMAND_LINE, at=now())
    except PersonError as error:
        refuse(str(error))
    say(f"利用者「{login}」のはじめのパスワード：")
    click.echo(password)
    say(ONCE)


def _login_of_the_first_administrator(roles: tuple[str, ...]) -> str:
    if roles != (Role.ADMIN.value,):
        raise click.UsageError("利用者名を指定してください。")
    return Role.ADMIN.value


def _appointments(roles: list[Role], departments: tuple[str, ...]) -> list[Appointment]:
    given: list[Appointment] = []
    for role in roles:
        places = departments if role.belongs_to_a_department and departments else (None,)
        given += [Appointment(role, place) for place in places]
    return given


COMMANDS = (users,)
