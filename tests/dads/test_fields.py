"""One field of the form templates, for every widget: label, support text, control, error text."""

import pytest
from crispy_forms.templatetags.crispy_forms_filters import as_crispy_field
from django import forms
from pytest_django.asserts import assertHTMLEqual

CHOICES = [("a", "甲"), ("b", "乙")]
REQUIRED = '<span class="field__required">※必須</span>'
OPTIONAL = '<span class="field__optional">※任意</span>'


def rendered(field: forms.Field, data: dict | None = None) -> str:
    """Return a field named `x` as the templates show it, with `data` as its form's input."""
    form = type("OneField", (forms.Form,), {"x": field})(data)
    return as_crispy_field(form["x"])


def test_required_field_says_so_in_words_beside_its_label():
    assertHTMLEqual(
        rendered(forms.CharField(label="氏名")),
        f"""
        <div class="field" id="div_id_x">
          <label class="field__label" for="id_x">氏名 {REQUIRED}</label>
          <input type="text" name="x" required id="id_x">
        </div>
        """,
    )


def test_support_text_and_error_stand_around_the_control_that_names_both():
    field = forms.IntegerField(label="人数", help_text="数字で入力します。", required=False)

    assertHTMLEqual(
        rendered(field, {"x": "多数"}),
        f"""
        <div class="field field--error" id="div_id_x">
          <label class="field__label" for="id_x">人数 {OPTIONAL}</label>
          <div class="support-text" id="id_x_helptext">数字で入力します。</div>
          <input type="number" name="x" value="多数" aria-invalid="true"
            aria-describedby="id_x_helptext id_x_error" id="id_x">
          <div class="error-text" id="id_x_error"><p>＊整数を入力してください。</p></div>
        </div>
        """,
    )


@pytest.mark.parametrize(
    ("widget", "control"),
    [
        (forms.TextInput, '<input type="text" name="x" id="id_x">'),
        (forms.NumberInput, '<input type="number" name="x" id="id_x">'),
        (forms.PasswordInput, '<input type="password" name="x" id="id_x">'),
        (forms.EmailInput, '<input type="email" name="x" id="id_x">'),
        (forms.FileInput, '<input type="file" name="x" id="id_x">'),
        (forms.DateInput(attrs={"type": "date"}), '<input type="date" name="x" id="id_x">'),
        (forms.TimeInput(attrs={"type": "time"}), '<input type="time" name="x" id="id_x">'),
        (
            forms.DateTimeInput(attrs={"type": "datetime-local"}),
            '<input type="datetime-local" name="x" id="id_x">',
        ),
        (
            forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
            '<input type="file" name="x" accept=".xlsx" id="id_x">',
        ),
        (
            forms.Textarea(attrs={"rows": 8}),
            '<textarea name="x" cols="40" rows="8" id="id_x"></textarea>',
        ),
    ],
)
def test_every_single_control_has_a_label_and_nothing_in_its_place(widget, control):
    assertHTMLEqual(
        rendered(forms.Field(label="欄", required=False, widget=widget)),
        f"""
        <div class="field" id="div_id_x">
          <label class="field__label" for="id_x">欄 {OPTIONAL}</label>
          {control}
        </div>
        """,
    )


def test_select_keeps_what_was_chosen():
    assertHTMLEqual(
        rendered(forms.ChoiceField(label="区分", choices=CHOICES), {"x": "b"}),
        f"""
        <div class="field" id="div_id_x">
          <label class="field__label" for="id_x">区分 {REQUIRED}</label>
          <select name="x" id="id_x">
            <option value="a">甲</option>
            <option value="b" selected>乙</option>
          </select>
        </div>
        """,
    )


def test_select_groups_its_options_and_takes_several():
    field = forms.MultipleChoiceField(label="区分", choices=[("上", CHOICES), ("c", "丙")])

    assertHTMLEqual(
        rendered(field, {"x": ["a", "c"]}),
        f"""
        <div class="field" id="div_id_x">
          <label class="field__label" for="id_x">区分 {REQUIRED}</label>
          <select name="x" id="id_x" required multiple>
            <optgroup label="上">
              <option value="a" selected>甲</option>
              <option value="b">乙</option>
            </optgroup>
            <option value="c" selected>丙</option>
          </select>
        </div>
        """,
    )


def test_time_that_cannot_be_read_stays_as_it_was_typed():
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"})

    html = rendered(forms.DateTimeField(label="日時", widget=widget), {"x": "あした"})

    assert 'value="あした"' in html
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_x_error"' in html


def test_radio_buttons_are_a_group_that_bears_question_and_error():
    """A single radio button may not be called invalid, so the group is."""
    field = forms.ChoiceField(label="方法", choices=CHOICES, widget=forms.RadioSelect)

    assertHTMLEqual(
        rendered(field, {"x": "c"}),
        f"""
        <div class="field field--error" id="div_id_x">
          <fieldset class="field__group" role="radiogroup" aria-invalid="true"
            aria-describedby="id_x_error">
            <legend class="field__label">方法 {REQUIRED}</legend>
            <div class="choice">
              <input class="choice__control" type="radio" name="x" value="a" id="id_x_0" required>
              <label class="choice__label" for="id_x_0">甲</label>
            </div>
            <div class="choice">
              <input class="choice__control" type="radio" name="x" value="b" id="id_x_1" required>
              <label class="choice__label" for="id_x_1">乙</label>
            </div>
            <div class="error-text" id="id_x_error">
              <p>＊正しく選択してください。 c は候補にありません。</p>
            </div>
          </fieldset>
        </div>
        """,
    )


def test_checkboxes_are_a_group_described_by_its_support_text():
    field = forms.MultipleChoiceField(
        label="曜日",
        choices=CHOICES,
        required=False,
        help_text="いくつでも",
        widget=forms.CheckboxSelectMultiple,
    )

    assertHTMLEqual(
        rendered(field, {"x": ["b"]}),
        f"""
        <div class="field" id="div_id_x">
          <fieldset class="field__group" aria-describedby="id_x_helptext">
            <legend class="field__label">曜日 {OPTIONAL}</legend>
            <div class="support-text" id="id_x_helptext">いくつでも</div>
            <div class="choice">
              <input class="choice__control" type="checkbox" name="x" value="a" id="id_x_0">
              <label class="choice__label" for="id_x_0">甲</label>
            </div>
            <div class="choice">
              <input class="choice__control" type="checkbox" name="x" value="b" id="id_x_1" checked>
              <label class="choice__label" for="id_x_1">乙</label>
            </div>
          </fieldset>
        </div>
        """,
    )


def test_single_checkbox_stands_before_its_label():
    assertHTMLEqual(
        rendered(forms.BooleanField(label="確かめました"), {}),
        f"""
        <div class="field field--error" id="div_id_x">
          <div class="choice">
            <input type="checkbox" name="x" required aria-invalid="true"
              aria-describedby="id_x_error" id="id_x">
            <label class="choice__label" for="id_x">確かめました {REQUIRED}</label>
          </div>
          <div class="error-text" id="id_x_error"><p>＊このフィールドは必須です。</p></div>
        </div>
        """,
    )


def test_parts_of_a_date_share_one_question():
    field = forms.DateField(label="日付", widget=forms.SelectDateWidget(years=[2026]))

    html = rendered(field)

    assert html.count("<select") == 3
    assert html.count("<legend") == 1
    assert "<label" not in html


def test_hidden_field_is_nothing_but_its_control():
    assertHTMLEqual(
        rendered(forms.CharField(widget=forms.HiddenInput), {"x": "1"}),
        '<input type="hidden" name="x" value="1" id="id_x">',
    )


def test_what_was_typed_cannot_become_markup():
    field = forms.IntegerField(label="<b>人数</b>")

    html = rendered(field, {"x": '"><script>alert(1)</script>'})

    assert "<script>" not in html
    assert "<b>" not in html


def test_choice_s_own_attributes_reach_each_option():
    widget = forms.RadioSelect(attrs={"data-step": "1", "hidden": False})

    html = rendered(forms.ChoiceField(choices=CHOICES, widget=widget))

    assert html.count('data-step="1"') == len(CHOICES)
    assert "hidden" not in html


def test_autofocus_yields_to_the_error_summary():
    field = forms.CharField(widget=forms.TextInput(attrs={"autofocus": True}))

    assert "autofocus" in rendered(field)
    assert "autofocus" not in rendered(field, {"x": ""})
