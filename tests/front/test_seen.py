"""POST /-/seen: one more read of a page of ours, without cookies, addresses, or anything about the reader."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page

from portal.accounts.role_sync import sync_roles
from portal.core.roles import Role
from portal.front.counting import ALL_PROFILES, BOTS, is_bot
from portal.front.enums import PageKind
from portal.front.models import HomePage, PageReads
from portal.front.services.reads import KEPT, forget_old_reads
from profiles.enums import Audience
from tests.factories.people import SkillFactory, UserFactory, live_technician

pytestmark = pytest.mark.django_db
BROWSER = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"
HERE = {"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin", "User-Agent": BROWSER}


def token(client: Client, path: str) -> str:
    """Return the token that a page hands out; empty where it hands out none."""
    body = client.get(path).content.decode()
    return body.partition('data-page="')[2].partition('"')[0]


def send(token: str, **headers: str | None):
    """Send what the script sends, from another browser that keeps no cookies; None leaves a header out."""
    sent = {name: value for name, value in (HERE | headers).items() if value is not None}
    return Client(enforce_csrf_checks=True).post("/-/seen", {"page": token}, headers=sent)


def counted() -> dict[str, int]:
    """Return what was counted, by page."""
    return dict(PageReads.objects.values_list("key", "count"))


def test_a_read_is_counted_on_its_day_and_once_more_each_time(client):
    skill = SkillFactory()
    path = f"/skills/{skill.slug}/"
    signed = token(client, f"{path}?page=2&secret=x")
    for _ in range(3):
        answer = send(signed)
        assert (answer.status_code, answer.content, dict(answer.cookies)) == (204, b"", {})
        assert "no-store" in answer["Cache-Control"]
    row = PageReads.objects.get()
    assert (row.kind, row.key, row.day, row.count) == (PageKind.SKILL, path, timezone.localdate(), 3)


def test_it_is_one_statement_after_the_first_of_a_day(client):
    signed = token(client, "/skills/")
    send(signed)
    with CaptureQueriesContext(connection) as queries:
        send(signed)
    assert len([q for q in queries if "pagereads" in q["sql"]]) == 1
    assert len(queries) == 1  # no session, no user


def test_pages_that_editors_keep_are_counted_wherever_they_move(client):
    home = HomePage.objects.get()
    send(token(client, "/"))
    assert counted() == {f"page:{home.pk}": 1}
    assert PageReads.objects.get().kind == PageKind.HOME


def test_profiles_are_counted_all_together(client):
    for _ in range(2):
        send(token(client, live_technician(audience=Audience.PUBLIC).get_absolute_url()))
    assert counted() == {ALL_PROFILES: 2}


@pytest.mark.parametrize(
    "path", ["/no-such-page/", "/skills/none/", "/technicians/nobody/", "/claim/", "/account/login/", "/plan/none/V1/"]
)
def test_errors_forms_and_addresses_with_secrets_are_not_counted(client, path):
    assert token(client, path) == ""


def test_the_token_is_the_same_for_everybody_so_that_the_page_may_be_cached(client):
    assert token(client, "/skills/") == token(Client(), "/skills/?q=x") != ""


@pytest.mark.parametrize("made_up", ["", "x", "page|/nonsense/", "skill|/skills/a/:abc", "home|page:1:" + "a" * 43])
def test_nobody_fills_the_table_with_addresses_of_their_own(made_up):
    assert send(made_up).status_code == 400
    assert counted() == {}


def test_a_body_that_is_too_long_is_refused(client):
    headers = HERE
    answer = Client().post("/-/seen", {"page": token(client, "/skills/"), "more": "x" * 2000}, headers=headers)
    assert answer.status_code == 400
    assert counted() == {}


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Origin": None, "Sec-Fetch-Site": None},
    ],
)
def test_what_no_page_of_ours_sends_is_refused(client, headers):
    assert send(token(client, "/skills/"), **headers).status_code == 403
    assert counted() == {}


@pytest.mark.parametrize("headers", [{"DNT": "1"}, {"Sec-GPC": "1"}])
def test_who_does_not_want_to_be_counted_is_not(client, headers):
    assert send(token(client, "/skills/"), **headers).status_code == 204
    assert counted() == {}


@pytest.mark.parametrize(
    "agent",
    [
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "Mozilla/5.0 (compatible; bingbot/2.0)",
        "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2)",
        "facebookexternalhit/1.1",
        "Mozilla/5.0 (compatible; Baiduspider/2.0)",
        "curl/8.5.0",
        "python-requests/2.32",
        "",
    ],
)
def test_programs_that_say_what_they_are_are_not_counted(client, agent):
    assert send(token(client, "/skills/"), **{"User-Agent": agent}).status_code == 204
    assert counted() == {}


@pytest.mark.parametrize(
    "agent",
    [
        BROWSER,
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile Safari/604.1",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0",
        "Mozilla/5.0 (Linux; Android 10; CUBOT X30) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36",
    ],
)
def test_browsers_are_no_bots(agent):
    assert not is_bot(agent), BOTS.search(agent)


def test_readers_who_keep_the_site_and_owners_at_their_own_page_are_not_counted(client):
    sync_roles()
    person = live_technician()
    client.force_login(UserFactory())
    assert token(client, "/skills/") != ""
    client.force_login(person.user)
    assert token(client, person.get_absolute_url()) == ""
    assert token(client, "/skills/") != ""
    client.force_login(UserFactory(role=Role.COMMUNICATIONS_EDITOR.label))
    assert token(client, "/skills/") == ""


def test_a_preview_is_not_counted(rf):
    home = Page.objects.get(pk=HomePage.objects.get().pk).specific
    answer = home.make_preview_request(preview_mode="")
    assert b"data-page" not in answer.content


def test_one_address_cannot_count_without_end_and_is_not_stored(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"page_seen": "2/m/key"}
    signed = token(client, "/skills/")
    assert [send(signed).status_code for _ in range(3)] == [204, 204, 204]
    assert counted() == {"/skills/": 2}
    assert "127.0.0.1" not in repr(getattr(cache, "_cache", cache))


def test_what_is_older_than_three_years_is_forgotten():
    today = timezone.localdate()
    for days in (KEPT.days, KEPT.days + 1):
        PageReads.objects.create(kind="home", key="page:1", day=today - timedelta(days), count=5)
    assert forget_old_reads() == "1 daily counts of pages forgotten"
    assert PageReads.objects.get().day == today - KEPT


def test_only_a_post_is_answered(client):
    assert client.get("/-/seen").status_code == 405
