"""消去の確認: a certificate beside the data on file, compared line by line and then confirmed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from flask import Blueprint, abort, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.acts.certificate_on_file import (
    CertificateOnFile,
    CertifiedData,
    NamedCertificate,
    NoCertificateError,
    certificate_on_file,
    party_words,
)
from app.acts.comparing import ComparedMeanwhileError, Said
from app.acts.confirming import (
    NotConfirmableError,
    left_in_words,
    needs_two,
    waits_for_another,
)
from app.acts.erasure_methods import judged_erasure, methods_on_file
from app.acts.filing.hand_entry import (
    ChangedMeanwhileError,
    HandEntry,
    NotThereError,
    Remark,
)
from app.acts.loading.sheets import CERTIFICATES
from app.acts.media_on_file import went_back_too_early
from app.clock import now, today
from app.records.database import reading
from app.records.due_items import DueOnDay
from app.web.answers import go_on_to, own_path
from app.web.asked import Asked
from app.web.comparison_form import (
    HEADINGS,
    WITHOUT_DATA,
    ComparisonForm,
    boxes_of,
    form_of,
    lines_of,
    said_in,
)
from app.web.filing.key import row_number
from app.web.filing.on_file import typed_from
from app.web.form import is_brought_back
from app.web.permissions import allowed, current_person
from app.web.sessions import address
from app.workbooks.hand_row import hand_row
from app.workbooks.registration import REGISTRATION
from app.workflows.compare_certificate import compare_certificate
from app.workflows.confirm_erasure import confirm_erasure
from audits.certificate_comparison import ComparisonError, different, not_compared
from audits.erasure import Confirmation
from audits.erasure_methods import Judged
from audits.kind import Kind
from audits.roles import Act

room = Blueprint("erasures", __name__, url_prefix="/erasures")
MEGABYTES = 4  # so that too long a text gets a sentence, not a closed door
GO, CONFIRM = "go", "confirm"
SAVED = "照合を保存しました。"
NOTHING_NEW = "新しく照合した行はありません。"
SAVED_BUT = "照合は保存しましたが、まだ確認はできません。"
CONFIRMED = "消去の確認を記録しました。消去確認書を印刷できます。"
PARTLY = "一部の消去の確認を記録しました。残りは、次の証明書で確認します。"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why nothing was done: in general, of a box of the confirmation, and of a data item's line."""

    sentences: tuple[str, ...] = ()
    of_boxes: Mapping[str, str] = field(default_factory=dict)
    of_lines: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Standing:
    """The certificate as it is on file, and what the city and the person have to do with it.

    `by_two`: another person confirms than the one who compares. `waits_for`: says who may, where
    this person may not.
    """

    found: CertificateOnFile
    by_two: bool
    waits_for: str

    @property
    def is_complete(self) -> bool:
        return bool(self.found.lines) and not not_compared(self.found.lines)

    @property
    def may_confirm(self) -> bool:
        """Whether the boxes of the confirmation are of any use to this person now."""
        if self.found.is_confirmed:
            return False
        return not self.by_two or (self.is_complete and not self.waits_for)

    @property
    def owed(self) -> DueOnDay | None:
        named = self.found.named
        items = self.found.found.owed(Kind.ERASURE_CONFIRMATION)
        its = (i for i in items if (i.branch, i.basis) == (named.branch, named.number))
        return next(its, None)


@room.route("/<path:number>", methods=["GET", "POST"])
@allowed(Act.ENTER, megabytes=MEGABYTES)
def show(number: str) -> ResponseReturnValue:
    """The lines of one certificate; saving them and confirming are two buttons of one form."""
    named = _named(number)
    standing = _standing(named)
    confirms = request.form.get(GO) == CONFIRM
    form = _form(standing)
    if request.method != "POST" or is_brought_back():
        return _page(standing, form)
    fits, said = form.validate_on_submit(), said_in(form, standing.found.data)
    if not fits or any(field.errors for field in form):
        return _page(standing, form)
    count, refusal = _compare(standing, form, said)
    if refusal is None and confirms:
        refusal = _confirm(standing, form)
        if refusal is not None and count:
            flash(SAVED_BUT, "warning")
    if refusal is not None:
        return _again(named, refusal)
    if confirms:
        flash(PARTLY if standing.found.left else CONFIRMED, "done")
        return go_on_to(_back(named))
    flash(SAVED if count else NOTHING_NEW, "done" if count else "note")
    return go_on_to(_here(named))


def _named(number: str) -> NamedCertificate:
    branch, key = request.args.get("branch", 0, type=int), request.args.get("key", "")
    return NamedCertificate(number, branch, key)


def _standing(named: NamedCertificate) -> Standing:
    person, on = current_person(), today()
    try:
        with reading() as session:
            found = certificate_on_file(session, named, person, on)
            waits_for = waits_for_another(session, found, person, on)
            return Standing(found, needs_two(session), waits_for)
    except NoCertificateError:
        return abort(404)


def _form(standing: Standing) -> ComparisonForm:
    return form_of(
        standing.found.data,
        standing.found.id,
        current_person().name,
        today(),
        confirms=request.form.get(GO) == CONFIRM,
    )


def _compare(
    standing: Standing, form: ComparisonForm, said: list[Said]
) -> tuple[int, Refusal | None]:
    """How many lines were new, or what stands in the way of keeping them."""
    try:
        count = compare_certificate(
            standing.found.named,
            said,
            seen=row_number(str(form.seen.data or "")),
            by=current_person(),
            at=now(),
            address=address(),
            without_data=bool(form[WITHOUT_DATA].data),
        )
    except NoCertificateError:
        abort(404)
    except ChangedMeanwhileError as changed:
        return 0, _changed(changed)
    except ComparedMeanwhileError as refused:
        return 0, Refusal(of_lines=refused.sentences)
    except ComparisonError as refused:
        return 0, Refusal((str(refused),))
    return count, None


def _confirm(standing: Standing, form: ComparisonForm) -> Refusal | None:
    """Puts the confirmation on file; what stands in its way, if anything does."""
    named = standing.found.named
    typed = {
        **typed_from(CERTIFICATES, standing.found.values),
        "契約番号": named.contract,
        "枝番": str(named.branch),
        **{heading: form[name].data for heading, name in HEADINGS.items()},
    }
    read = hand_row(REGISTRATION[CERTIFICATES.sheet], typed)
    seen = row_number(str(form.seen.data or ""))
    if read.row is None or read.problems:
        return _remarked([Remark(one.column, one.message) for one in read.problems])
    if seen is None:
        abort(404)
    entry = HandEntry(
        CERTIFICATES, named.contract, read.row, frozenset(HEADINGS), named.branch, seen
    )
    try:
        filing = confirm_erasure(
            entry,
            named,
            key=str(form.form_key.data or ""),
            by=current_person(),
            at=now(),
            address=address(),
        )
    except (NoCertificateError, NotThereError):
        abort(404)
    except NotConfirmableError as refused:
        return Refusal(refused.sentences)
    except ChangedMeanwhileError as changed:
        return _changed(changed)
    for remark in filing.warnings:
        flash(remark.message, "warning")
    return None if filing.filed else _remarked(filing.errors)


def _changed(changed: ChangedMeanwhileError) -> Refusal:
    sentence = (
        f"入力している間に、{changed.by}さんがこの証明書の記載を変えました。"
        "「証明書の記載」を見直して、よければもう一度押してください。"
    )
    return Refusal((sentence,))


def _remarked(remarks: Sequence[Remark]) -> Refusal:
    of_boxes = {HEADINGS[r.heading]: r.message for r in remarks if r.heading in HEADINGS}
    others = (r for r in remarks if r.heading not in HEADINGS)
    said = tuple(f"{r.heading}：{r.message}" if r.heading else r.message for r in others)
    return Refusal(said, of_boxes=of_boxes)


def _again(named: NamedCertificate, refusal: Refusal) -> str:
    """The page as it is on file by now, with what was typed and what is in its way."""
    standing = _standing(named)
    form = _form(standing)
    form.seen.data = str(standing.found.id)
    for sentence in refusal.sentences:
        form.refuse(sentence)
    for name, sentence in refusal.of_boxes.items():
        form[name].errors = [sentence]
    for one in standing.found.data:
        boxes = boxes_of(form, one)
        boxes.shown.data = one.mark
        if one.line.number in refusal.of_lines:
            boxes.match.errors = [refusal.of_lines[one.line.number]]
    return _page(standing, form)


def _page(standing: Standing, form: ComparisonForm) -> str:
    found = standing.found
    return render_template(
        "erasures/show.html",
        standing=standing,
        found=found,
        paper=found.values,
        named=found.named,
        party=party_words(found.named.branch),
        form=form,
        lines=list(lines_of(form, found.data)),
        made_sure=found.nothing.kept.by if found.nothing and not found.data else "",
        party_of=party_words,
        here=_here(found.named),
        back=_back(found.named),
        takes_away=current_person().may(Act.TAKE_AWAY),
        how=Confirmation(found.values["confirmation"]) if found.values["confirmation"] else None,
        differing="、".join(different(found.lines)),
        partly=left_in_words(found.left),
        methods=_methods(found),
        too_early=[one.item["number"] for one in found.data if _went_too_early(found, one)],
    )


def _methods(found: CertificateOnFile) -> Mapping[int, Judged]:
    """The id of each erasure → its method held against the city's table."""
    with reading() as session:
        table = methods_on_file(session)
    return {
        act["id"]: judged_erasure(table, found.found.terms, one.item, act)
        for one in found.data
        for act in one.erasures
    }


def _went_too_early(found: CertificateOnFile, one: CertifiedData) -> bool:
    return went_back_too_early(found.found, found.named.branch, one.item)


def _here(named: NamedCertificate) -> str:
    asked = request.args.get("back")
    return url_for(
        "erasures.show",
        number=named.contract,
        branch=named.branch or None,
        key=named.number,
        back=asked if asked and own_path(asked) == asked else None,
    )


def _back(named: NamedCertificate) -> str:
    asked = Asked(request.args).text("back")
    data = url_for("contracts.show", number=named.contract, view="data")
    return own_path(asked) if asked else data
