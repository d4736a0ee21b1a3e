"""What holds for every kind of text in the administration."""

from io import StringIO

import pytest
from django.contrib.admin.models import LogEntry
from django.core.management import CommandError, call_command
from django.urls import reverse

from actors.models import Actor
from directions.models import Direction
from guideline.models import Chapter
from indicators.models import Indicator
from principles.models import Principle
from tests.admin_pages import change_page, form_of, save

TEXTS = [
    (Chapter, "title", {"number", "code"}),
    (Actor, "description", {"number", "slug", "is_potential"}),
    (Principle, "description", {"number", "slug"}),
    (Direction, "description", {"number"}),
    (Indicator, "name", {"direction", "code"}),
]

pytestmark = pytest.mark.usefixtures("guideline")


def list_page(model, page="changelist"):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}")


def test_the_administration_speaks_japanese_and_bears_the_portals_name(admin_client):
    html = admin_client.get("/admin/").content.decode()
    assert '<html lang="ja"' in html
    assert "菊川市協働ポータル 管理" in html
    for name in ("担い手", "原則", "方向性", "章", "指標", "実績値の記録"):
        assert name in html


@pytest.mark.parametrize(("model", "field", "fixed"), TEXTS)
def test_a_text_is_edited_and_the_change_is_logged(admin_client, model, field, fixed):
    record = model.objects.first()
    answer = save(admin_client, record, **{field: "新しい文章。"})
    assert (answer.status_code, answer["Location"]) == (302, list_page(model))
    assert getattr(model.objects.get(pk=record.pk), field) == "新しい文章。"
    assert LogEntry.objects.get().object_id == str(record.pk)


@pytest.mark.parametrize(("model", "field", "fixed"), TEXTS)
def test_addresses_cannot_be_changed_even_by_a_forged_form(admin_client, model, field, fixed):
    record = model.objects.last()
    names = [name if name != "direction" else "direction_id" for name in sorted(fixed)]
    before = [getattr(record, name) for name in names]
    assert set(form_of(admin_client.get(change_page(record)))) & fixed == set()
    save(admin_client, record, **dict.fromkeys(fixed, "7"))
    after = model.objects.get(pk=record.pk)
    assert [getattr(after, name) for name in names] == before


@pytest.mark.parametrize(("model", "field", "fixed"), TEXTS)
def test_an_empty_text_is_refused(admin_client, model, field, fixed):
    record = model.objects.first()
    answer = save(admin_client, record, **{field: ""})
    assert answer.context["adminform"].form.errors == {field: ["このフィールドは必須です。"]}


@pytest.mark.parametrize(("model", "field", "fixed"), TEXTS)
def test_nothing_is_added_or_deleted(admin_client, model, field, fixed):
    record = model.objects.first()
    delete = change_page(record).replace("/change/", "/delete/")
    everything = {"action": "delete_selected", "_selected_action": [record.pk], "post": "yes"}
    assert admin_client.post(list_page(model, "add"), {}).status_code == 403
    assert admin_client.post(delete, {"post": "yes"}).status_code == 403
    admin_client.post(list_page(model), everything)
    assert model.objects.filter(pk=record.pk).exists()


@pytest.mark.parametrize(("model", "field", "fixed"), TEXTS)
def test_saving_without_a_change_is_no_edit_to_the_loader(admin_client, model, field, fixed):
    for record in model.objects.all():
        assert save(admin_client, record).status_code == 302
    call_command("load_guideline", "--check", stdout=StringIO())


def test_what_an_administrator_edits_is_kept_when_the_text_is_loaded_again(admin_client):
    chapter = Chapter.objects.get(code="structure")
    save(admin_client, chapter, body=f"{chapter.body}\r\n\r\n- 推進会議")
    out = StringIO()
    call_command("load_guideline", stdout=out)
    assert "- 章 structure 本文" in out.getvalue().splitlines()
    with pytest.raises(CommandError):
        call_command("load_guideline", "--check", stdout=StringIO())
    assert Chapter.objects.get(code="structure").body == f"{chapter.body}\n\n- 推進会議"


def test_the_initiatives_of_a_direction_are_edited_with_it(admin_client):
    direction = Direction.objects.get(number=2)
    initiative = direction.initiatives.get(code="2-1")
    answer = save(
        admin_client, direction, **{"initiatives-0-text": "相談窓口", "initiatives-0-code": "9-9"}
    )
    assert answer.status_code == 302
    initiative.refresh_from_db()
    assert (initiative.code, initiative.text) == ("2-1", "相談窓口")


@pytest.mark.parametrize("person", ["city_client", "center_client", "outsider_client", "client"])
def test_nobody_but_an_administrator_reaches_the_texts(request, person):
    browser = request.getfixturevalue(person)
    for model, field, _fixed in TEXTS:
        record = model._default_manager.all()[0]
        for address in (list_page(model), change_page(record)):
            for answer in (browser.get(address), browser.post(address, {field: "外の人"})):
                assert (answer.status_code, answer["Location"]) == (
                    302,
                    f"{reverse('admin:login')}?next={address}",
                )
        after = model._default_manager.get(pk=record.pk)
        assert getattr(after, field) == getattr(record, field)
