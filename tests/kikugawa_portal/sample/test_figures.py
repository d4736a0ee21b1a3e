"""The sample: every state is in it, every page says so, and production has none of it."""

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from indicators.ledger.standings import EntryState, standings
from indicators.models import Entry, Indicator
from kikugawa_portal.checks import refuse_sample_in_production
from kikugawa_portal.sample import figures
from reports.models import Edition
from tests.figures import draft

BANNER = "見本データ"


def test_the_sample_has_figures_in_every_state(sample_figures):
    stands = standings(Entry.objects.all())
    states = {standing.state for standing in stands.values()} | (
        {EntryState.OWED} if len(stands) < 80 else set()
    )
    shown = Entry.objects.latest_confirmed()

    assert states | {EntryState.CORRECTING} == set(EntryState)
    assert {entry.absence for entry in shown} == {"", "not_applicable", "pending"}
    assert [e.value for e in shown.filter(source="correction")] == [23, 120]
    assert Edition.objects.count() == 2
    assert Indicator.objects.filter(targets=None).count() == 4


def test_the_sample_is_loaded_once(sample_figures, capsys):
    before = Entry.objects.count()

    call_command("load_sample_figures")

    assert Entry.objects.count() == before
    assert "city / mihon-shishokuin" in capsys.readouterr().out


@pytest.mark.parametrize("account", figures.ACCOUNTS, ids=lambda account: account.username)
def test_the_demo_accounts_can_sign_in(account, sample_figures, client):
    assert client.login(username=account.username, password=account.password)

    assert client.get("/staff/").status_code == 200


def test_an_account_that_was_there_keeps_its_password(guideline, client):
    User.objects.create_user("city", password="its own secret")

    call_command("load_sample_figures", verbosity=0)

    assert client.login(username="city", password="its own secret")


@pytest.mark.parametrize(
    "address", ["/", "/progress/", "/indicators/1-1/", "/reports/2026/", "/about/"]
)
def test_every_page_says_that_the_figures_are_a_sample(address, sample_figures, client):
    assert BANNER in client.get(address).content.decode()


def test_without_the_sample_no_page_says_so(guideline, client):
    assert BANNER not in client.get("/").content.decode()


def test_production_refuses_the_sample(guideline, settings):
    settings.PRODUCTION = True

    with pytest.raises(CommandError, match="本番の設定"):
        call_command("load_sample_figures")

    assert (Entry.objects.count(), User.objects.count()) == (0, 0)


def test_a_ledger_with_other_figures_refuses_the_sample(guideline, city_staff):
    draft("1-1", 12, city_staff)

    with pytest.raises(CommandError, match="混ぜられません"):
        call_command("load_sample_figures")

    assert Entry.objects.count() == 1


def test_without_the_guideline_the_sample_says_what_to_do_first(db):
    with pytest.raises(CommandError, match="load_guideline"):
        call_command("load_sample_figures")


def test_removing_the_sample_says_how_to_begin_anew(sample_figures):
    before = Entry.objects.count()

    with pytest.raises(CommandError, match="新しいデータベース"):
        call_command("load_sample_figures", remove=True)

    assert Entry.objects.count() == before


def test_the_deployment_check_finds_the_sample(sample_figures):
    assert [error.id for error in refuse_sample_in_production(databases=["default"])] == [
        "kikugawa_portal.E001"
    ]


def test_the_deployment_check_passes_without_the_sample(guideline, city_staff):
    draft("1-1", 12, city_staff)

    assert refuse_sample_in_production(databases=["default"]) == []
