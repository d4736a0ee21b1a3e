"""Forms in which center staff add a picture to a report, and describe it."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from documents.fields import ProseField
from reports.models.picture import MAX_ALT, MAX_CAPTION
from reports.pictures.files import MAX_BYTES


class DescriptionForm(forms.Form):
    """The description of a picture."""

    alt = ProseField(
        label=gettext_lazy("代替テキスト"),
        help_text=gettext_lazy(
            "画像に写っているものを、見えない人に話すように書きます。"
            "例：集会所の机を囲み、住民8人が地図に書き込んでいる。"
        ),
        rows=2,
        limit=MAX_ALT,
    )
    caption = ProseField(
        label=gettext_lazy("説明文"),
        help_text=gettext_lazy("画像の下に表示します。いつ、どこでの様子か、提供した人など。"),
        rows=2,
        limit=MAX_CAPTION,
        required=False,
    )


class PictureForm(DescriptionForm):
    """A picture to be added, with its description."""

    file = forms.FileField(
        label=gettext_lazy("画像ファイル"),
        help_text=gettext_lazy(
            "JPEG、PNG、WebPで、10MBまで。撮影した場所や日時などの情報は取り除き、"
            "長い辺を1600ピクセルまでに縮めて保存します。"
        ),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    field_order = ["file", "alt", "caption"]

    def clean_file(self) -> bytes:
        """Return the bytes of the file, at most one more than allowed."""
        content: bytes = self.cleaned_data["file"].read(MAX_BYTES + 1)
        return content
