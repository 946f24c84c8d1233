"""版の様式: the name of a draft, one item of it, and its publication."""

from __future__ import annotations

from collections.abc import Sequence

from wtforms import BooleanField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from app.web.choices import choices
from app.web.date_field import DateBoxes
from app.web.form import BLANK, Form
from checklists.drafting import LONGEST_NAME, OWN_SOURCE, DraftError
from checklists.sheet import CheckItem, Group
from checklists.topic import NAMES

LONGEST_TYPED = 2_000  # with line breaks and spaces, of which most are taken out


class NamesForm(Form):
    """The title of a draft and the name of its edition, and those that the page showed."""

    seen = HiddenField()
    title = StringField("題名", [InputRequired(BLANK), Length(max=LONGEST_NAME)])
    edition = StringField("版の名前", [InputRequired(BLANK), Length(max=LONGEST_NAME)])


class ItemForm(Form):
    """One item; `seen` stands for what the page showed of it."""

    seen = HiddenField()
    form_key = HiddenField()
    group = SelectField("区分", [InputRequired(BLANK)])
    text = TextAreaField(
        "項目の文", [InputRequired(BLANK), Length(max=LONGEST_TYPED)], render_kw={"rows": 3}
    )
    look_at = TextAreaField(
        "確認資料・見るところ", [Length(max=LONGEST_TYPED)], render_kw={"rows": 2}
    )
    answers_to = SelectField("主題", [InputRequired(BLANK)])
    training = BooleanField("従事者教育の確認に数える")


class PublishForm(NamesForm):
    """From which day on new inspections are made from it."""

    used_from = DateBoxes("使い始める日", [InputRequired(BLANK)])


def filled_in(groups: Sequence[Group], item: CheckItem | None, seen: str) -> ItemForm:
    """With the item as it is; what was typed goes before that."""
    if item is None:
        form = ItemForm(seen=seen)
    else:
        form = ItemForm(
            seen=seen,
            group=item.group,
            text=item.text,
            look_at=item.look_at,
            answers_to=item.answers_to,
            training=item.training,
        )
    form.group.choices = choices((g.code, f"{g.code} {g.name}") for g in groups)
    form.answers_to.choices = choices([("", "選んでください"), *NAMES.items()])
    return form


def item_typed(form: ItemForm, subject: str) -> CheckItem:
    return CheckItem(
        0,
        str(form.group.data),
        form.text.data or "",
        str(form.answers_to.data),
        OWN_SOURCE,
        bool(form.training.data),
        subject,
        form.look_at.data or "",
    )


def say(form: Form, refused: DraftError) -> None:
    """Beside the field that is wrong, else of the whole form."""
    if refused.field and refused.field in form:
        form[refused.field].errors = [*form[refused.field].errors, str(refused)]
    else:
        form.refuse(str(refused))
