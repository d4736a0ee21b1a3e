"""Whole forms of the form templates: form element, error summary, layouts, formsets."""

import pytest
from crispy_forms.helper import FormHelper
from crispy_forms.layout import (
    HTML,
    ButtonHolder,
    Div,
    Field,
    Fieldset,
    Hidden,
    Layout,
    Row,
    Submit,
)
from crispy_forms.templatetags.crispy_forms_filters import as_crispy_form
from crispy_forms.utils import render_crispy_form
from django import forms
from pytest_django.asserts import assertHTMLEqual, assertInHTML

from tests.pages import parsed, plain


class Meeting(forms.Form):
    """Two fields that can go wrong by themselves, and together."""

    place = forms.CharField(label="場所")
    way = forms.ChoiceField(label="方法", choices=[("a", "甲")], widget=forms.RadioSelect)
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self):
        """Refuse the whole, whatever the parts."""
        raise forms.ValidationError("組み合わせを確かめてください。")


def summary(html: str) -> str:
    """Return the error summary of a form."""
    (found,) = parsed(html).select(".error-summary")
    return str(found)


def helper(*layout: object, **options: object) -> FormHelper:
    """Return a helper with a layout, and options as its attributes."""
    made = FormHelper()
    if layout:
        made.layout = Layout(*layout)
    for name, value in options.items():
        setattr(made, name, value)
    return made


def whole(form: forms.BaseForm | forms.BaseFormSet, made: FormHelper) -> str:
    """Return the form as {% crispy %} shows it, with a token to prove its origin."""
    return render_crispy_form(form, helper=made, context={"csrf_token": "proof"})


def test_form_without_errors_has_no_summary():
    assert "error-summary" not in as_crispy_form(Meeting())


def test_summary_takes_the_focus_and_leads_to_every_fault():
    html = as_crispy_form(Meeting({}))

    assertHTMLEqual(
        summary(html),
        """
        <div class="error-summary" id="error-summary" role="group"
          aria-labelledby="error-summary-title" tabindex="-1" autofocus>
          <h2 class="error-summary__title" id="error-summary-title">
            入力した内容を確かめてください</h2>
          <ul>
            <li>組み合わせを確かめてください。</li>
            <li><a href="#id_place">場所：このフィールドは必須です。</a></li>
            <li><a href="#id_way_0">方法：このフィールドは必須です。</a></li>
            <li>このフィールドは必須です。</li>
          </ul>
        </div>
        """,
    )


def test_summaries_of_two_forms_on_a_page_have_their_own_ids():
    form = parsed(as_crispy_form(Meeting({}, prefix="next")))

    assert [each["id"] for each in form.select('[id$="summary"]')] == ["next-error-summary"]


def test_summary_can_have_a_title_of_its_own():
    html = whole(Meeting({}), helper(form_error_title="まだ保存していません"))

    assert "まだ保存していません" in summary(html)
    assert "入力した内容を確かめてください" not in html


def test_form_posts_with_a_proof_of_origin_and_leaves_checking_to_the_portal():
    html = whole(Meeting(), helper(form_id="meeting", form_class="narrow", form_action="/go/"))

    assert html.split(">")[0].split() == [
        "<form",
        'class="form',
        'narrow"',
        'method="post"',
        'action="/go/"',
        'id="meeting"',
        "novalidate",
    ]
    assertInHTML('<input type="hidden" name="csrfmiddlewaretoken" value="proof">', html)


def test_form_that_only_asks_sends_no_proof():
    html = whole(Meeting(), helper(form_method="get"))

    assert 'method="get"' in html
    assert "csrfmiddlewaretoken" not in html


def test_form_with_a_file_can_send_it():
    class Upload(forms.Form):
        file = forms.FileField()

    assert 'enctype="multipart/form-data"' in whole(Upload(), helper())


def test_form_tag_can_be_left_to_the_page():
    assert "<form" not in whole(Meeting(), helper(form_tag=False))


def test_labels_can_be_hidden_from_sight_alone():
    html = whole(Meeting(), helper(form_show_labels=False))

    assert '<label class="field__label visually-hidden" for="id_place">場所' in html
    assert '<legend class="field__label visually-hidden">方法' in html


def test_requirement_can_be_left_out_where_nothing_is_required():
    html = whole(Meeting(), helper(hide_requirement=True))

    assert "※" not in html


def test_buttons_are_buttons_of_the_design_system():
    made = helper()
    made.add_input(Submit("save", "保存する"))
    made.add_input(Submit("back", "戻る", css_class="button--secondary", formnovalidate=True))

    html = whole(Meeting(), made)

    assertInHTML(
        """
        <div class="form__actions cluster">
          <button class="button button--primary" type="submit" name="save" id="submit-id-save"
            value="保存する">保存する</button>
          <button class="button button--secondary" type="submit" name="back" id="submit-id-back"
            value="戻る" formnovalidate>戻る</button>
        </div>
        """,
        html,
    )


def test_layout_objects_keep_their_parts():
    layout = [
        Fieldset(
            "会議", Div(Field("place", css_class="wide"), css_class="stack"), css_id="meeting"
        ),
        Row("way"),
        HTML("<p>説明</p>"),
        ButtonHolder(Hidden("step", "2")),
    ]

    html = whole(Meeting(), helper(*layout, form_tag=False, render_hidden_fields=True))

    assertHTMLEqual(
        html,
        """
        <input type="hidden" name="csrfmiddlewaretoken" value="proof">
        <fieldset class="form__group" id="meeting">
          <legend class="form__legend">会議</legend>
          <div class="stack">
            <div class="field" id="div_id_place">
              <label class="field__label" for="id_place">場所
                <span class="field__required">※必須</span></label>
              <input type="text" name="place" class="wide" required id="id_place">
            </div>
          </div>
        </fieldset>
        <div class="form__row">
          <div class="field" id="div_id_way">
            <fieldset class="field__group" role="radiogroup">
              <legend class="field__label">方法 <span class="field__required">※必須</span></legend>
              <div class="choice">
                <input class="choice__control" type="radio" name="way" value="a" id="id_way_0"
                  required>
                <label class="choice__label" for="id_way_0">甲</label>
              </div>
            </fieldset>
          </div>
        </div>
        <p>説明</p>
        <div class="form__actions cluster"><input type="hidden" name="step" value="2"></div>
        <input type="hidden" name="seen" id="id_seen">
        """,
    )


class Person(forms.Form):
    """A row of a formset."""

    name = forms.CharField(label="氏名")
    key = forms.CharField(widget=forms.HiddenInput, required=False)


class Group(forms.BaseFormSet):
    """Rows that are wrong together, whatever each of them is."""

    def clean(self):
        """Refuse the whole."""
        raise forms.ValidationError("代表者を選んでください。")


People = forms.formset_factory(Person, formset=Group, extra=0, min_num=2)
ONE_NAME = {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0", "form-0-name": "菊川市子"}


def test_formset_numbers_its_forms_and_manages_itself():
    html = as_crispy_form(People())

    assert list(map(plain, parsed(html).select("legend"))) == ["1件目", "2件目"]
    assertInHTML(
        '<input type="hidden" name="form-TOTAL_FORMS" value="2" id="id_form-TOTAL_FORMS">', html
    )


@pytest.mark.parametrize("template", [None, "dads/table_inline_formset.html"])
def test_formset_has_one_summary_for_all_its_forms(template):
    html = whole(People(ONE_NAME), helper(template=template))

    assertHTMLEqual(
        summary(html),
        """
        <div class="error-summary" id="form-error-summary" role="group"
          aria-labelledby="form-error-summary-title" tabindex="-1" autofocus>
          <h2 class="error-summary__title" id="form-error-summary-title">
            入力した内容を確かめてください</h2>
          <ul>
            <li>代表者を選んでください。</li>
            <li><a href="#id_form-1-name">氏名：このフィールドは必須です。</a></li>
          </ul>
        </div>
        """,
    )
    assert html.count("error-summary__title") == 1


def test_formset_as_a_table_keeps_a_label_for_each_control():
    html = whole(People(), helper(template="dads/table_inline_formset.html"))

    form = parsed(html)
    assert list(map(plain, form.select("th"))) == ["氏名"]
    assert [label["for"] for label in form.select("label.field__label.visually-hidden")] == [
        "id_form-0-name",
        "id_form-1-name",
    ]
    assert html.count('type="hidden" name="form-0-key"') == 1
