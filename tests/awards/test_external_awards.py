"""Awards of other bodies: loaded where they are missing, found, listed for search engines, kept from being deleted."""

from io import StringIO
from urllib.parse import urlsplit

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from awards.models import SchemePage
from awards.services.external_awards import external_awards, load_external_awards
from portal.accounts.role_sync import sync_roles
from portal.core.roles import Role
from tests.events.organising import page, said
from tests.factories.awards import HonourFactory, RoundFactory, SchemeFactory, awards_index
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def load() -> str:
    out = StringIO()
    call_command("load_awards", stdout=out)
    return out.getvalue()


def test_they_are_made_once_and_published() -> None:
    awards_index()
    assert "19 pages made." in load()
    assert SchemePage.objects.external().live().count() == 19
    assert SchemePage.objects.external().filter(has_ended=True).count() == 2
    assert "All of them are there." in load()
    assert SchemePage.objects.count() == 19


def test_what_editors_typed_is_left_as_it_is() -> None:
    awards_index()
    load()
    changed = SchemePage.objects.get(slug="papin-prizes")
    changed.usual_dates = "Ask us."
    changed.save_revision().publish()
    SchemePage.objects.get(slug="hidden-ref").unpublish()
    assert load_external_awards() == []
    assert SchemePage.objects.get(slug="papin-prizes").usual_dates == "Ask us."
    assert not SchemePage.objects.get(slug="hidden-ref").live


def test_without_a_list_it_says_how_to_make_one() -> None:
    with pytest.raises(CommandError, match="make_pages"):
        load()


def test_every_row_of_the_file_is_sound() -> None:
    index = awards_index()
    for row in external_awards():
        assert row["summary"], row["slug"]
        assert not row.get("link") or urlsplit(row["link"]).hostname, row["slug"]
    load()
    for scheme in SchemePage.objects.child_of(index):
        scheme.full_clean()
        assert scheme.checked_on is None  # nobody has looked on this university's behalf


def test_they_are_found_and_listed_for_search_engines(client: Client) -> None:
    awards_index()
    load()
    SchemeFactory(title="The Steady Hand")
    answer = client.get("/search/", {"q": "microscopical"}).context["answer"]
    found = {group.key: [hit.url for hit in group.hits] for group in answer.shown}
    assert found == {"awards": ["/awards/rms-presidents-award/"]}
    site_map = page(client, "/sitemap.xml")
    assert "/awards/the-steady-hand/" in site_map
    assert "/awards/hidden-ref/" in site_map


def test_a_scheme_that_was_given_is_not_deleted(client: Client) -> None:
    sync_roles()
    client.force_login(UserFactory(role=Role.SITE_MANAGER.label))
    given, honoured, unused = RoundFactory().scheme, HonourFactory().scheme, SchemeFactory(slug="unused")
    for scheme in (given, honoured, given.get_parent()):
        answer = client.post(f"/admin/pages/{scheme.pk}/delete/", follow=True)
        assert "which are kept" in said(answer)[0]
    together = client.post(f"/admin/bulk/wagtailcore/page/delete/?id={given.pk}&id={unused.pk}", follow=True)
    assert "which are kept" in said(together)[0]
    assert SchemePage.objects.count() == 3
    client.post(f"/admin/pages/{unused.pk}/delete/")
    assert SchemePage.objects.count() == 2


def test_organisers_keep_schemes_and_nothing_else(client: Client) -> None:
    sync_roles()
    organiser = UserFactory(role=Role.AWARD_ORGANISER.label)
    scheme = SchemeFactory()
    index = scheme.get_parent()
    assert index.permissions_for_user(organiser).can_add_subpage()
    assert scheme.permissions_for_user(organiser).can_publish()
    assert not index.get_parent().permissions_for_user(organiser).can_edit()
    client.force_login(organiser)
    assert client.get(f"/admin/pages/{scheme.pk}/edit/").status_code == 200


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"slug": "honours"}, "slug"),
        ({"kind": "external", "awarding_body": " "}, "awarding_body"),
        ({"next_opens_on": "2031-02-02", "next_closes_on": "2031-02-01"}, "next_closes_on"),
    ],
)
def test_what_nobody_could_use_is_refused(client: Client, fields: dict[str, str], problem: str) -> None:
    sync_roles()
    client.force_login(UserFactory(role=Role.AWARD_ORGANISER.label))
    sent = {"title": "New", "slug": "new", "kind": "internal", "body-count": "0"} | fields
    answer = client.post(f"/admin/pages/add/awards/schemepage/{awards_index().pk}/", sent)
    assert answer.status_code == 200
    assert problem in answer.context["form"].errors
    assert not SchemePage.objects.exists()
