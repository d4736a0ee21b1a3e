"""The gallery of components at /styleguide/, for developers: elsewhere there is no such page."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from indicators.progress.verdict import Status
from kikugawa_portal.templatetags.portal import Language

ICONS = (
    *("leaf", "menu", "globe", "person", "search", "download", "external", "calendar"),
    *("document", "print", "history", "chart", "edit", "check", "arrow-right"),
    *("info", "success", "warning", "error"),
    *("achieved", "on-track", "slightly-behind", "behind", "not-assessed"),
    *("residents", "community-groups", "youth-groups", "npos", "schools", "businesses"),
    *("government", "potential"),
    *("direction-1", "direction-2", "direction-3", "direction-4", "direction-5"),
)
"""The icons of static/img/icons.svg."""

CHOICES = [("a", _("ひとつめ")), ("b", _("ふたつめ")), ("c", _("みっつめ"))]


class Specimen(forms.Form):
    """A field for every widget that forms of the portal may use."""

    text = forms.CharField(label=_("氏名"), help_text=_("姓と名を続けて入力します。"))
    number = forms.IntegerField(label=_("人数"), required=False)
    email = forms.EmailField(label=_("メールアドレス"), required=False)
    date = forms.DateField(label=_("日付"), widget=forms.DateInput(attrs={"type": "date"}))
    moment = forms.DateTimeField(
        label=_("日時"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
        required=False,
    )
    password = forms.CharField(label=_("パスワード"), widget=forms.PasswordInput)
    choice = forms.ChoiceField(label=_("選択肢"), choices=CHOICES, required=False)
    radio = forms.ChoiceField(label=_("ひとつ選ぶ"), choices=CHOICES, widget=forms.RadioSelect)
    several = forms.MultipleChoiceField(
        label=_("いくつでも選ぶ"),
        help_text=_("あてはまるものをすべて選びます。"),
        choices=CHOICES,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    agreed = forms.BooleanField(label=_("確かめました"))
    prose = forms.CharField(label=_("文章"), widget=forms.Textarea, required=False)
    upload = forms.FileField(label=_("ファイル"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_method = "get"
        self.helper.add_input(Submit("send", _("送る")))
        self.helper.add_input(Submit("back", _("戻る"), css_class="button--secondary"))


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Show every component with its variants, and a form that can be sent to see its errors.

    404 unless DEBUG is on.
    """
    if not settings.DEBUG:
        raise Http404
    context = {
        "icons": ICONS,
        "statuses": Status,
        "page": Paginator(range(30), 10).page(2),
        "languages": [
            Language("ja", "日本語", "#languages", is_current=True),
            Language("en", "English", "#languages", is_current=False),
        ],
        "form": Specimen(request.GET if "send" in request.GET else None),
    }
    return render(request, "styleguide/gallery.html", context)
