"""FiscalYearField: what models, forms, fixtures and the administration make of it."""

import datetime as dt
import json
from typing import cast

import pytest
from django.apps import apps
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.db.migrations.state import ProjectState
from django.db.models import F, Max, Min
from django.forms import modelform_factory

from indicators.models import Entry, EntryDeadline, Indicator, Reminder, Target
from records.fields import IN_PERIOD, FiscalYearField
from records.fiscal_year import FIRST, LAST, FiscalYear
from reports.models import Report
from tests.conftest import make_person
from tests.figures import FY2026, FY2027, confirmed, moment

WRONG = "年度は、2026のように西暦で入力してください。令和より前の年度は入力できません。"
NONSENSE = [0, -1, 1999, 2018, 9999, 99999, 10**30, True, 2026.0, "abc", "", "20.26", "9" * 5000]
DUE_ON = dt.date(2027, 5, 31)


@pytest.fixture
def indicator(guideline):
    return Indicator.objects.get(code="1-1")


@pytest.fixture
def deadline(db):
    return EntryDeadline.objects.create(fiscal_year=FY2026, due_on=DUE_ON)


def field_of(model: type[models.Model], name: str = "fiscal_year") -> FiscalYearField:
    field = model._meta.get_field(name)
    assert isinstance(field, FiscalYearField)
    return field


# In Python ----------------------------------------------------------------------------------


@pytest.mark.parametrize("given", [FY2026, 2026, "2026", "２０２６"])
def test_what_is_a_fiscal_year_is_given_back_as_one(given):
    assert EntryDeadline(fiscal_year=given).fiscal_year == FY2026


@pytest.mark.parametrize("given", NONSENSE)
def test_what_is_no_fiscal_year_stays_as_given_until_it_is_refused(given):
    deadline = EntryDeadline(fiscal_year=given, due_on=DUE_ON)
    assert deadline.fiscal_year == given

    with pytest.raises(ValidationError) as refused:
        deadline.full_clean(validate_unique=False)

    assert refused.value.message_dict == {"fiscal_year": [WRONG]}


@pytest.mark.parametrize(
    ("year", "messages"),
    [
        (2025, {"fiscal_year": ["2025 は有効な選択肢ではありません。"]}),
        (2034, {"fiscal_year": ["2034 は有効な選択肢ではありません。"]}),
        (None, {"fiscal_year": ["このフィールドには NULL を指定できません。"]}),
    ],
)
@pytest.mark.django_db
def test_a_year_that_is_no_choice_is_refused(year, messages):
    with pytest.raises(ValidationError) as refused:
        EntryDeadline(fiscal_year=year, due_on=DUE_ON).full_clean()

    assert {name: refused.value.message_dict[name] for name in messages} == messages


def test_a_year_outside_the_period_is_told_by_the_constraint(indicator):
    with pytest.raises(ValidationError) as refused:
        Target(indicator=indicator, fiscal_year=2034, value=1).full_clean()

    assert refused.value.messages == ["年度は、西暦で2026から2033までです。"]


def test_the_database_refuses_a_year_outside_the_period(indicator):
    with pytest.raises(IntegrityError), transaction.atomic():
        Target.objects.create(indicator=indicator, fiscal_year=2034, value=1)


def test_a_baseline_has_a_fiscal_year_or_none(indicator):
    assert indicator.baseline_year is None
    indicator.baseline_value, indicator.baseline_year = 4, 2025
    indicator.full_clean()
    indicator.save()

    indicator.refresh_from_db()
    assert indicator.baseline_year == FiscalYear(2025)
    assert indicator.plan.baseline_year == FiscalYear(2025)


def test_a_year_is_shown_by_its_choice(deadline):
    assert deadline.get_fiscal_year_display() == "令和8年度（2026年度）"


# In queries ---------------------------------------------------------------------------------


@pytest.fixture
def targets(indicator):
    for year in (2026, 2029, 2033):
        Target.objects.create(indicator=indicator, fiscal_year=year, value=year)
    return Target.objects.order_by("fiscal_year")


def test_queries_give_fiscal_years(targets):
    assert [target.fiscal_year for target in targets] == [FIRST, FiscalYear(2029), LAST]
    assert list(targets.values_list("fiscal_year", flat=True)) == [FIRST, FiscalYear(2029), LAST]
    assert targets.values("fiscal_year")[0] == {"fiscal_year": FIRST}
    assert targets.annotate(year=F("fiscal_year"))[0].year == FIRST
    assert Target.objects.defer("fiscal_year").earliest("pk").fiscal_year == FIRST


def test_aggregates_give_fiscal_years(targets):
    assert targets.aggregate(Min("fiscal_year"), Max("fiscal_year")) == {
        "fiscal_year__min": FIRST,
        "fiscal_year__max": LAST,
    }
    assert Target.objects.none().aggregate(Max("fiscal_year")) == {"fiscal_year__max": None}
    next_ = targets.annotate(after=F("fiscal_year") + 1).values_list("after", flat=True)
    assert list(next_) == [2027, 2030, 2034]


@pytest.mark.parametrize("year", [FiscalYear(2029), 2029, "2029"])
def test_lookups_take_fiscal_years_and_numbers(targets, year):
    def values(**conditions):
        return [target.value for target in targets.filter(**conditions)]

    assert values(fiscal_year=year) == [2029]
    assert values(fiscal_year__gt=year) == [2033]
    assert values(fiscal_year__lte=year) == [2026, 2029]
    assert values(fiscal_year__in=[year, FIRST]) == [2026, 2029]
    assert values(fiscal_year__range=(FIRST, year)) == [2026, 2029]


def test_years_are_written_in_every_way(indicator):
    first, second = Target.objects.bulk_create(
        Target(indicator=indicator, fiscal_year=year, value=1) for year in (FY2026, 2027)
    )
    Target.objects.filter(pk=first.pk).update(fiscal_year=FiscalYear(2030))
    second.fiscal_year = FiscalYear(2031)
    Target.objects.bulk_update([second], ["fiscal_year"])

    found, made = Target.objects.get_or_create(
        indicator=indicator, fiscal_year=FiscalYear(2030), defaults={"value": 2}
    )
    assert (found.pk, made) == (first.pk, False)
    with connection.cursor() as cursor:
        cursor.execute("SELECT fiscal_year FROM indicators_target ORDER BY 1")
        assert cursor.fetchall() == [(2030,), (2031,)]


# For migrations -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("model", "name"),
    [(Entry, "fiscal_year"), (Report, "fiscal_year"), (Indicator, "baseline_year")],
)
def test_migrations_know_the_column_only(model, name):
    field = field_of(model, name)
    plain = models.PositiveSmallIntegerField()

    assert field.deconstruct()[1] == "django.db.models.PositiveSmallIntegerField"
    assert field.db_type(connection) == plain.db_type(connection)
    assert field.clone().__class__ is FiscalYearField


def test_migrations_keep_plain_numbers():
    state = ProjectState.from_apps(apps)
    constraints = state.models["indicators", "entry"].options["constraints"]
    kept = {one.name: one.condition for one in constraints if hasattr(one, "condition")}

    assert kept["entry_in_period"] == IN_PERIOD
    assert [type(value) for _name, value in cast("list", IN_PERIOD.children)] == [int, int]


# In forms and fixtures ----------------------------------------------------------------------


def test_a_form_shows_the_number_and_takes_it(indicator):
    form_class = modelform_factory(Target, fields=["fiscal_year", "value"])
    target = Target(indicator=indicator, fiscal_year=FY2027, value=3)

    assert form_class(instance=target).initial == {"fiscal_year": 2027, "value": 3}
    assert 'value="2027"' in str(form_class(instance=target)["fiscal_year"])
    sent = form_class({"fiscal_year": "2028", "value": "3"}, instance=target)
    assert (sent.is_valid(), sent.changed_data) == (True, ["fiscal_year"])
    assert sent.instance.fiscal_year == FiscalYear(2028)


@pytest.mark.parametrize("typed", ["1999", "0", "9999"])
def test_a_form_refuses_a_number_that_is_no_fiscal_year(indicator, typed):
    form_class = modelform_factory(Target, fields=["fiscal_year", "value"])

    sent = form_class({"fiscal_year": typed, "value": "3"}, instance=Target(indicator=indicator))

    assert sent.errors == {"fiscal_year": [WRONG]}


def test_a_form_of_choices_keeps_and_refuses(deadline):
    form_class = modelform_factory(EntryDeadline, fields=["fiscal_year", "due_on"])

    assert '<option value="2026" selected>' in str(form_class(instance=deadline)["fiscal_year"])
    same = form_class({"fiscal_year": "2026", "due_on": "2027-05-31"}, instance=deadline)
    assert (same.is_valid(), same.changed_data) == (True, [])
    for typed in ("1999", "2034", "abc"):
        sent = form_class({"fiscal_year": typed, "due_on": "2027-05-31"})
        assert list(sent.errors) == ["fiscal_year"]


def test_fixtures_hold_the_number(deadline):
    text = serializers.serialize("json", [deadline])

    assert json.loads(text)[0]["fields"] == {"fiscal_year": 2026, "due_on": "2027-05-31"}
    (back,) = serializers.deserialize("json", text)
    assert field_of(EntryDeadline).value_from_object(back.object) == 2026
    assert cast("EntryDeadline", back.object).fiscal_year == FY2026
    assert '<field name="fiscal_year" type="PositiveSmallIntegerField">2026</field>' in (
        serializers.serialize("xml", [deadline])
    )


# In the administration ----------------------------------------------------------------------


def test_the_administration_keeps_the_chosen_years(admin_client, indicator, deadline):
    Indicator.objects.filter(pk=indicator.pk).update(baseline_value=4, baseline_year=2025)
    Target.objects.create(indicator=indicator, fiscal_year=2029, value=8)

    plan = admin_client.get(f"/admin/indicators/indicator/{indicator.pk}/change/")
    due = admin_client.get(f"/admin/indicators/entrydeadline/{deadline.pk}/change/")

    selected = '<option value="{}" selected>{}（{}年度）</option>'.format
    assert selected(2025, "令和7年度", 2025) in plan.content.decode()
    assert selected(2029, "令和11年度", 2029) in plan.content.decode()
    assert selected(2026, "令和8年度", 2026) in due.content.decode()


def test_the_administration_filters_by_the_number(admin_client, indicator, city_staff):
    confirmed("1-1", 12, city_staff, FY2026)
    confirmed("1-1", 13, city_staff, FY2027)

    page = admin_client.get("/admin/indicators/entry/").content.decode()
    narrowed = admin_client.get("/admin/indicators/entry/?fiscal_year=2027&_facets=True")

    assert '<a href="?fiscal_year=2026">' in page
    years = {entry.fiscal_year for entry in narrowed.context["cl"].result_list}
    assert years == {FY2027}
    assert "2027 (2)" in narrowed.content.decode()
    nonsense = admin_client.get("/admin/indicators/entry/?fiscal_year=abc")
    assert (nonsense.status_code, nonsense.url) == (302, "/admin/indicators/entry/?e=1")


def test_the_administration_shows_a_reminders_year(admin_client, db):
    person = make_person("reminded", "催促 される", "city_staff")
    reminder = Reminder.objects.create(
        recipient=person, address="a@example.jp", fiscal_year=FY2026, on=DUE_ON, due_on=DUE_ON,
        result="sent", attempted_at=moment(2027, 5, 31),
    )  # fmt: skip

    page = admin_client.get(f"/admin/indicators/reminder/{reminder.pk}/change/")

    assert '<div class="readonly">令和8年度</div>' in page.content.decode()
