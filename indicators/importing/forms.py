"""Forms by which a table comes in: pasted, or as a file."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from indicators.importing.files.grid import Grid, UnclearTable
from indicators.importing.files.opening import MAX_MEGABYTES, read_file, refuse_size, sha256
from indicators.importing.files.pasted import read_paste
from indicators.ledger.new_figures import SourceFile
from records.text_fields import PlainTextFormField


class TableForm(forms.Form):
    """A form with one field, from which a table is read."""

    @property
    def grid(self) -> Grid:
        """The table. Only of a valid form."""
        grid: Grid = self.cleaned_data["grid"]
        return grid

    def refuse(self, refusal: UnclearTable) -> None:
        """Say at the field why its table cannot be taken."""
        for message in refusal.messages:
            self.add_error(next(iter(self.fields)), message)


class PasteForm(TableForm):
    """A block of cells as a spreadsheet puts it on the clipboard."""

    table = PlainTextFormField(
        label=_("表を貼り付ける欄"),
        help_text=_(
            "ExcelやLibreOfficeで、指標IDか指標名の列と、実績値の列を選んでコピーし、ここに貼り付けます。"
            "見出しの行も一緒に選ぶと、確かです。"
        ),
        error_messages={"required": _("表を貼り付けてから、ボタンを押してください。")},
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10, "autocomplete": "off", "spellcheck": "false"}),
    )

    def clean(self) -> dict[str, Any]:
        """Read the table."""
        cleaned: dict[str, Any] = super().clean() or {}
        if "table" in cleaned:
            try:
                cleaned["grid"] = read_paste(cleaned["table"])
            except UnclearTable as refusal:
                self.refuse(refusal)
        return cleaned


class UploadForm(TableForm):
    """A file with a table."""

    file = forms.FileField(
        label=_("取り込むファイル"),
        help_text=_(
            "Excelのファイル（.xlsx）か、CSVファイルを選びます。%(limit)dMBまで読み取れます。"
        )
        % {"limit": MAX_MEGABYTES},
        error_messages={
            "required": _("ファイルを選んでから、ボタンを押してください。"),
            "empty": _("ファイルが空です。値の入ったファイルを選んでください。"),
        },
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt,.tsv"}),
    )

    def clean(self) -> dict[str, Any]:
        """Read the table, unless the file is too large to be looked at."""
        cleaned: dict[str, Any] = super().clean() or {}
        upload: UploadedFile[Any] | None = cleaned.get("file")
        if upload is not None:
            try:
                refuse_size(upload.size or 0)
                data = upload.read()
                cleaned["grid"] = read_file(data)
                cleaned["source"] = SourceFile(upload.name or "", sha256(data))
            except UnclearTable as refusal:
                self.refuse(refusal)
        return cleaned

    @property
    def source(self) -> SourceFile:
        """The name and the hash of the file. Only of a valid form."""
        source: SourceFile = self.cleaned_data["source"]
        return source
