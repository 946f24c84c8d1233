"""送信の記録: which mails went out, to whom, and what could not be sent."""

from __future__ import annotations

from flask import Blueprint, current_app, render_template, request
from flask.typing import ResponseReturnValue

from app.acts.city import setting_value
from app.records import mails
from app.records.database import reading
from app.records.mails import MailState
from app.web.asked import Asked
from app.web.paging import Page
from app.web.permissions import allowed, current_person
from app.web.settings_tabs import tabs
from app.web.table import Column
from audits.roles import Act

room = Blueprint("mails", __name__, url_prefix="/mails")
ROWS = 50
COLUMNS = (
    Column("状態"),
    Column("日付", "when"),
    Column("宛先"),
    Column("内容"),
    Column("件数", "number"),
    Column("試した回数", "number"),
    Column("送れなかった理由"),
)
MARKS = {
    MailState.SENT: ("done", "green", "送信済み"),
    MailState.WAITING: ("waiting", "ink2", "送信待ち"),
    MailState.FAILED: ("overdue", "red", "送れません"),
    MailState.DROPPED: ("none", "ink3", "取りやめ"),
}


@room.get("")
@allowed(Act.SEE_SEND_LOG)
def index() -> ResponseReturnValue:
    """The newest first; no word of what a mail says, which is the recipient's affair."""
    asked = Asked(request.args)
    with reading() as session:
        page = Page(asked.page(), ROWS, mails.count_mails(session))
        lines = mails.mail_lines(session, offset=page.offset, limit=ROWS)
        hour = setting_value(session, "mail_hour")
    return render_template(
        "mails/index.html",
        lines=lines,
        page=page,
        columns=COLUMNS,
        marks=MARKS,
        hour=hour,
        is_set_up=bool(current_app.config["MITODOKE"].smtp_host),
        tabs=tabs("mails.index", current_person()),
        problems=asked.problems,
    )
