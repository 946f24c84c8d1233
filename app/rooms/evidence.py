"""証拠: files and places of papers beside the entries of a contract's record."""

from __future__ import annotations

from flask import Blueprint, abort, flash, render_template, url_for
from flask.typing import ResponseReturnValue

from app.acts import evidence_on_file
from app.acts.city import MOST_MEGABYTES
from app.acts.evidence import SWITCHED_OFF, EvidenceError, NoEntryError, size_words
from app.acts.evidence_on_file import EntryEvidence
from app.acts.file_check.content import TAKEN, checked
from app.acts.file_check.refusal import FileRefusedError
from app.acts.reporting import name_of
from app.clock import now
from app.records import attachments
from app.records.attachments import Attachment
from app.records.database import reading
from app.web.answers import see_other
from app.web.chosen_files import CHOOSE_AGAIN, MOST_AT_ONCE, chosen_files
from app.web.evidence_forms import FilesForm, PlaceForm, WithdrawalForm
from app.web.form import is_brought_back
from app.web.moments import moment
from app.web.permissions import allowed, current_person
from app.web.sent_file import sent_file
from app.web.sessions import address
from app.web.table import Column
from app.workflows.attach_evidence import attach_evidence
from app.workflows.note_paper_place import note_paper_place
from app.workflows.take_evidence import take_evidence
from app.workflows.withdraw_evidence import withdraw_evidence
from audits.roles import Act

room = Blueprint("evidence", __name__, url_prefix="/evidence")
ROOM_FOR_FORM = 1  # megabyte, for what stands around the files
NOT_HERE, UNPROCESSABLE = 404, 422
NO_ENTRY_YET = "この内容は、まだ管理記録に行がありません。行ができると、証拠を付けられます。"
FILE_COLUMNS = (
    Column("ファイル"),
    Column("付けた日時", "when"),
    Column("付けた人"),
    Column("すること", "key"),
)
PLACE_COLUMNS = (
    Column("書いた日時", "when"),
    Column("綴り"),
    Column("場所"),
    Column("文書番号"),
    Column("書いた人"),
)
ENTRY_COLUMNS = (
    Column("行", "key"),
    Column("年月日", "when"),
    Column("区分", "key"),
    Column("内容", "long"),
    Column("資料の所在"),
    Column("ファイル"),
)


@room.get("/contract/<path:number>")
@allowed(Act.SEE_CONTRACTS)
def index(number: str) -> ResponseReturnValue:
    """All evidence of a contract, entry by entry."""
    try:
        with reading() as session:
            found = evidence_on_file.of_contract(session, number, current_person())
    except NoEntryError:
        abort(404)
    return render_template("evidence/index.html", number=number, found=found, columns=ENTRY_COLUMNS)


@room.get("/entry/<int(max=2147483647):entry>/<path:number>")
@allowed(Act.SEE_CONTRACTS)
def show(entry: int, number: str) -> ResponseReturnValue:
    """The evidence of one entry, and the forms that add to it."""
    return _page(_read(number, entry))


@room.get("/act/<table>/<int(max=2147483647):row>/<path:number>")
@allowed(Act.SEE_CONTRACTS)
def of_act(table: str, row: int, number: str) -> ResponseReturnValue:
    """From an act's own page to the entry that it has left in the record."""
    try:
        with reading() as session:
            person = current_person()
            entry = evidence_on_file.entry_of_act(session, number, table, row, person)
    except NoEntryError:
        abort(404)
    if entry is None:
        flash(NO_ENTRY_YET, "warning")
        return see_other("evidence.index", number=number)
    return see_other("evidence.show", entry=entry, number=number)


@room.post("/attach/<int(max=2147483647):entry>/<path:number>")
@allowed(Act.ENTER, megabytes=MOST_MEGABYTES + ROOM_FOR_FORM)
def attach(entry: int, number: str) -> ResponseReturnValue:
    """Puts files beside the entry, all of them or none."""
    page, form = _read(number, entry, Act.ENTER), FilesForm()
    if not page.rules.on:
        form.refuse(SWITCHED_OFF)
        return _page(page, files_form=form), NOT_HERE
    if is_brought_back():
        flash(CHOOSE_AGAIN, "warning")
    if not form.validate_on_submit():
        return _page(page, files_form=form)
    try:
        files = chosen_files(form.files.data or (), checked, page.rules.megabytes)
        attach_evidence(
            number,
            entry,
            files,
            key=form.key,
            by=current_person(),
            at=now(),
            address=address(),
        )
    except (FileRefusedError, EvidenceError) as refused:
        form.files.errors = [str(refused)]
        return _page(page, files_form=form), UNPROCESSABLE
    except NoEntryError:
        abort(404)
    flash(f"ファイル{len(files)}個を付けました。管理記録に書きました。", "done")
    return see_other("evidence.show", entry=entry, number=number)


@room.post("/place/<int(max=2147483647):entry>/<path:number>")
@allowed(Act.ENTER)
def place(entry: int, number: str) -> ResponseReturnValue:
    """Notes where the papers of the entry are."""
    page, form = _read(number, entry, Act.ENTER), PlaceForm()
    if not form.validate_on_submit():
        return _page(page, place_form=form)
    try:
        note_paper_place(
            number,
            entry,
            form.said,
            key=form.key,
            by=current_person(),
            at=now(),
            address=address(),
        )
    except EvidenceError as refused:
        form.refuse(str(refused))
        return _page(page, place_form=form), UNPROCESSABLE
    except NoEntryError:
        abort(404)
    flash("資料の所在を管理記録に書きました。", "done")
    return see_other("evidence.show", entry=entry, number=number)


@room.get("/file/<int(max=2147483647):attachment_id>")
@allowed(Act.SEE_CONTRACTS)
def download(attachment_id: int) -> ResponseReturnValue:
    """The file as it was attached, for whoever may see the contract."""
    try:
        file, content = take_evidence(
            attachment_id, by=current_person(), at=now(), address=address()
        )
    except NoEntryError:
        abort(404)
    except EvidenceError as refused:
        flash(str(refused), "wrong")
        number, one = _file(attachment_id, Act.SEE_CONTRACTS)
        return see_other("evidence.show", entry=one.entry_number, number=number)
    return sent_file(file.name, content)


@room.route("/withdraw/<int(max=2147483647):attachment_id>", methods=["GET", "POST"])
@allowed(Act.WITHDRAW_EVIDENCE)
def withdraw(attachment_id: int) -> ResponseReturnValue:
    """Takes back what was attached by mistake: the bytes go, the line and the hash stay."""
    number, file = _file(attachment_id, Act.WITHDRAW_EVIDENCE)
    form = WithdrawalForm()
    if form.validate_on_submit():
        try:
            is_gone = withdraw_evidence(
                attachment_id,
                (form.reason.data or "").strip(),
                key=form.key,
                by=current_person(),
                at=now(),
                address=address(),
            )
        except EvidenceError as refused:
            form.refuse(str(refused))
        else:
            flash(_withdrawn(file, is_gone=is_gone), "done" if is_gone else "warning")
            return see_other("evidence.show", entry=file.entry_number, number=number)
    form.give_key()
    return render_template(
        "evidence/withdraw.html", number=number, file=file, form=form, size_words=size_words
    )


def _withdrawn(file: Attachment, *, is_gone: bool) -> str:
    if is_gone:
        return f"「{file.name}」を取り下げ、中身を消しました。取り下げたことは管理記録に残ります。"
    return (
        f"「{file.name}」を取り下げました。同じ中身のファイルがほかにも付いているため、"
        "中身はまだ残っています。"
    )


def _file(attachment_id: int, act: Act) -> tuple[str, Attachment]:
    with reading() as session:
        found = attachments.one(session, attachment_id, current_person().scope_of(act))
    if found is None:
        abort(404)
    return found


def _read(number: str, entry: int, act: Act = Act.SEE_CONTRACTS) -> EntryEvidence:
    try:
        with reading() as session:
            return evidence_on_file.of_entry(session, number, entry, current_person(), act)
    except NoEntryError:
        return abort(404)


def _page(
    page: EntryEvidence, *, files_form: FilesForm | None = None, place_form: PlaceForm | None = None
) -> str:
    files_form, place_form = files_form or FilesForm(), place_form or PlaceForm()
    files_form.give_key()
    place_form.give_key()
    return render_template(
        "evidence/show.html",
        page=page,
        entry=page.subject.entry,
        number=page.subject.contract,
        files_form=files_form,
        place_form=place_form,
        file_columns=FILE_COLUMNS,
        place_columns=PLACE_COLUMNS,
        switched_off=SWITCHED_OFF,
        taken=TAKEN,
        most=MOST_AT_ONCE,
        most_megabytes=MOST_MEGABYTES,
        moment=moment,
        size_words=size_words,
        name_of=name_of,
        back=url_for("contracts.show", number=page.subject.contract, view="record"),
    )
