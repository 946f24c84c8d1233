"""証拠の様式: the forms for files, for the place of papers, and for taking a file back."""

from __future__ import annotations

from secrets import token_urlsafe

from wtforms import HiddenField, MultipleFileField, StringField
from wtforms.validators import InputRequired, Length, Optional

from app.records.paper_places import PaperPlace
from app.web.chosen_files import NOTHING_CHOSEN
from app.web.form import BLANK, Form

LONGEST_WORDS, LONGEST_REASON = 200, 500


class KeyedForm(Form):
    """A form that acts once, however often it is sent."""

    form_key = HiddenField()

    @property
    def key(self) -> str:
        return str(self.form_key.data or "")

    def give_key(self) -> None:
        """A key of its own, where it came without one."""
        self.form_key.data = self.form_key.data or token_urlsafe(16)


class FilesForm(KeyedForm):
    """Files to be put beside an entry."""

    files = MultipleFileField("ファイル", [InputRequired(NOTHING_CHOSEN)])


class PhotographsForm(KeyedForm):
    """Photographs to be put beside an item of a check sheet."""

    files = MultipleFileField("写真", [InputRequired(NOTHING_CHOSEN)])


class PlaceForm(KeyedForm):
    """Where the papers of an entry are."""

    binder = StringField("綴り", [Optional(), Length(max=LONGEST_WORDS)])
    place = StringField("場所", [Optional(), Length(max=LONGEST_WORDS)])
    document_number = StringField("文書番号", [Optional(), Length(max=LONGEST_WORDS)])

    @property
    def said(self) -> PaperPlace:
        return PaperPlace(
            str(self.binder.data or "").strip(),
            str(self.place.data or "").strip(),
            str(self.document_number.data or "").strip(),
        )


class WithdrawalForm(KeyedForm):
    """Why a file is taken back."""

    reason = StringField("取り下げる理由", [InputRequired(BLANK), Length(max=LONGEST_REASON)])
