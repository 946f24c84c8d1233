"""特記事項を取り込む: a text that is pasted or loaded becomes a draft, as a copy of a set does."""

from __future__ import annotations

from secrets import token_urlsafe

from flask import abort, flash, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage

from app.acts.own_clause_sets import LONGEST_SOURCE_NAME, PASTED, BroughtIn, NoSuchClauseSetError
from app.clock import now
from app.records import own_clause_sets
from app.records.database import reading
from app.rooms.clause_sets.forms import BringInForm, one_newline, say
from app.rooms.clause_sets.room import room
from app.web.answers import see_other
from app.web.asked import Asked
from app.web.choices import choices
from app.web.form import is_brought_back
from app.web.permissions import allowed, current_person
from app.web.sessions import address
from app.workbooks.clause_text import DOCX_LIMITS, clause_text
from app.workbooks.limits import MIB
from app.workbooks.problem import BrokenWorkbookError
from app.workflows.begin_clause_set_draft import begin_clause_set_draft
from audits.roles import Act
from checklists.clause_draft import LONGEST_SOURCE
from checklists.drafting import DraftError

LONGEST_KEY = 64
FILE_MEGABYTES = DOCX_LIMITS.file_bytes // MIB
MEGABYTES = FILE_MEGABYTES + 4  # a file, or what is pasted, and what stands around it
BLANK_PAGE = "特記事項の文章を貼り付けるか、ファイルを選んでください。"
BOTH = "文章とファイルの両方があります。どちらか一方にしてください。"


@room.route("/bring-in", methods=["GET", "POST"])
@allowed(Act.PUBLISH_CLAUSE_SET, megabytes=MEGABYTES)
def bring_in() -> ResponseReturnValue:
    """Where the text is pasted or its file chosen."""
    form = BringInForm(earlier=Asked(request.args).text("earlier"), form_key=token_urlsafe(16))
    with reading() as session:
        published = own_clause_sets.published_clause_sets(session)
    own = [(one.id, one.clause_set.named) for one in published if one.by is not None]
    form.earlier.choices = choices([("", "なし（はじめて取り込む）"), *own])
    if form.validate_on_submit():
        try:
            draft_id = _begin(form)
        except BrokenWorkbookError as broken:
            form.file.errors = [broken.problem.message]
        except DraftError as refused:
            say(form, _of_file(refused) if _sent(form) else refused)
        else:
            flash("条項に切り分けました。1つずつ確かめて、違うところを直してください。", "done")
            return see_other("clause_sets.draft", draft_id=draft_id)
    return render_template(
        "clause_sets/bring_in.html",
        form=form,
        megabytes=FILE_MEGABYTES,
        longest=LONGEST_SOURCE,
        choose_again=is_brought_back(),
    )


@room.post("/<string(maxlength=100):set_id>/copy")
@allowed(Act.PUBLISH_CLAUSE_SET)
def copy(set_id: str) -> ResponseReturnValue:
    """Begins a draft with all that the set says."""
    key = request.form.get("form_key", "")[:LONGEST_KEY]
    who = current_person().actor
    try:
        draft_id = begin_clause_set_draft(set_id, key=key, by=who, at=now(), address=address())
    except NoSuchClauseSetError:
        abort(404)
    except DraftError as gone:
        flash(str(gone), "warning")
        return see_other("clause_sets.index")
    return see_other("clause_sets.draft", draft_id=draft_id)


def _begin(form: BringInForm) -> int:
    """Raises DraftError and BrokenWorkbookError."""
    file = _sent(form)
    pasted = one_newline(form.text.data or "")
    if file is not None and pasted.strip():
        raise DraftError(BOTH, "file")
    if file is not None:
        text, source = one_newline(_content(file)), _name(file)
    else:
        text, source = pasted, PASTED
    if not text.strip():
        raise DraftError(BLANK_PAGE, "file" if file is not None else "text")
    return begin_clause_set_draft(
        BroughtIn(text, source, str(form.earlier.data or "")),
        key=(form.form_key.data or "")[:LONGEST_KEY],
        by=current_person().actor,
        at=now(),
        address=address(),
    )


def _sent(form: BringInForm) -> FileStorage | None:
    sent = form.file.data
    return sent if isinstance(sent, FileStorage) and sent.filename else None


def _of_file(refused: DraftError) -> DraftError:
    """What is wrong with the text is said beside the file that it came from."""
    return DraftError(str(refused), "file") if refused.field == "text" else refused


def _content(file: FileStorage) -> str:
    content = file.stream.read(DOCX_LIMITS.file_bytes + 1)
    if len(content) > DOCX_LIMITS.file_bytes:
        message = f"ファイルが大きすぎます。読み込めるのは{FILE_MEGABYTES}MBまでです。"
        raise BrokenWorkbookError(message)
    return clause_text(content)


def _name(file: FileStorage) -> str:
    """What the file is called, to be recognised by; browsers of old sent whole paths."""
    name = (file.filename or "").replace("\\", "/").rpartition("/")[2]
    return "".join(sign for sign in name if sign.isprintable())[-LONGEST_SOURCE_NAME:]
