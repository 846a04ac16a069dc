"""The look of the site that is asked for, where there is one site and where there are several."""

import pytest
from django.db import connection
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Page, Site

from portal.core.models import Branding
from portal.front.context import site_look

pytestmark = pytest.mark.django_db


def asked_at(host: str) -> HttpRequest:
    return RequestFactory().get("/", headers={"host": host})


def look_of(site: Site, name: str) -> Branding:
    look: Branding = Branding.objects.create(site=site, site_name=name)
    return look


def second_site(host: str = "other.example") -> Site:
    root = Page.get_first_root_node().add_child(instance=Page(title="Other", slug="other"))
    other: Site = Site.objects.create(hostname=host, port=80, root_page=root)
    return other


def test_one_site_and_its_look_are_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    site = Site.objects.get()
    look_of(site, "Wexcombe")
    site_look(asked_at("testserver"))  # Django asks once in a process what SQLite knows of JSON
    for host in ("testserver", "whatever.example"):
        request = asked_at(host)
        with django_assert_num_queries(1):
            assert site_look(request).site_name == "Wexcombe"
            assert Site.find_for_request(request) == site


def test_each_of_two_sites_has_its_own_look() -> None:
    site, other = Site.objects.get(), second_site()
    look_of(site, "Wexcombe")
    look_of(other, "Elsewhere")
    found = [site_look(asked_at(host)).site_name for host in ("other.example", "testserver", "whatever.example")]
    assert found == ["Elsewhere", "Wexcombe", "Wexcombe"]


def test_a_site_without_a_look_has_the_usual_one_and_not_the_others() -> None:
    site, other = Site.objects.get(), second_site()
    look_of(site, "Wexcombe")
    assert site_look(asked_at("other.example")).site_name == Branding(site=other).site_name != "Wexcombe"
    Branding.objects.all().delete()
    assert site_look(asked_at("testserver")).site_name == Branding().site_name


def test_the_known_pages_are_those_of_the_site_that_is_asked_for() -> None:
    site, other = Site.objects.get(), second_site()
    look_of(site, "Wexcombe")
    look_of(other, "Elsewhere")
    other.root_page.add_child(instance=Page(title="Stories", slug="stories"))
    assert "stories" in (site_look(asked_at("other.example")).frame.known or ())
    assert "stories" not in (site_look(asked_at("testserver")).frame.known or ())


def test_a_page_that_wagtail_looks_for_asks_for_no_site_besides_its_look(client: Client) -> None:
    look_of(Site.objects.get(), "Wexcombe")
    for address, status in (("/", 200), ("/nowhere/", 404)):
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == status
        assert [one["sql"] for one in asked if one["sql"].startswith('SELECT "wagtailcore_site"')] == []


def test_each_of_two_sites_serves_its_own_pages(client: Client) -> None:
    look_of(second_site(), "Elsewhere")
    look_of(Site.objects.get(is_default_site=True), "Wexcombe")
    assert "Wexcombe" in client.get("/").content.decode()
    assert "Wexcombe" not in client.get("/", headers={"host": "other.example"}).content.decode()
