"""Error pages say what happened and what to do next, and the last of them needs nothing to work."""

from __future__ import annotations

from typing import Any

import html5lib
import pytest
from allauth.core.internal.ratelimit import handler429
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.template.loader import get_template
from django.test import Client, RequestFactory
from django.views.defaults import permission_denied, server_error


def page(response: Any, status: int) -> str:
    """Return the page's text; anything that is not valid HTML, or leaves somebody without a next step, fails."""
    assert response.status_code == status
    text = response.content.decode()
    root = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)
    words = " ".join(" ".join(root.itertext()).split())
    assert "What you can do" in words
    return words


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/nothing-here/", "/technicians/nobody/"])
def test_not_found(client: Client, address: str) -> None:
    response = client.get(address)
    assert "There is nothing on this hook" in page(response, 404)
    assert b"csrfmiddlewaretoken" not in response.content
    assert not response.cookies


@pytest.mark.django_db
def test_a_missing_profile_is_told_in_the_words_of_its_page(client: Client) -> None:
    words = page(client.get("/technicians/nobody/"), 404)
    assert "There is no profile at this address, or its owner does not show it." in words
    assert "Resolver404" not in page(client.get("/nothing-here/"), 404)


@pytest.mark.django_db
def test_not_allowed_offers_to_sign_in(rf: RequestFactory) -> None:
    request = rf.get("/admin/")
    request.user = AnonymousUser()
    assert "Sign in" in page(permission_denied(request, PermissionDenied()), 403)


@pytest.mark.django_db
def test_a_stale_form_is_explained() -> None:
    strict = Client(enforce_csrf_checks=True)
    response = strict.post("/account/login/", {"login": "a@b.example", "password": "x"})
    assert "was not saved" in page(response, 403)


@pytest.mark.django_db
def test_a_stale_form_gives_the_typed_words_back_and_no_secret() -> None:
    strict = Client(enforce_csrf_checks=True)
    sent = {"csrfmiddlewaretoken": "old", "about": "Typed for an hour", "topics": "Helium", "new_password1": "s3cret-x"}
    response = strict.post("/me/profile/introduction/", sent | {"otp_code": "654321", "audience": "public"})
    assert response.context["words"] == [
        {"label": "What I do", "text": "Typed for an hour"},
        {"label": "Ask me about", "text": "Helium"},
    ]
    words = page(response, 403)
    assert "Typed for an hour" in words
    assert "s3cret-x" not in words
    assert "654321" not in words


@pytest.mark.django_db
def test_a_stale_form_in_the_list_gives_the_words_back_in_its_place() -> None:
    strict = Client(enforce_csrf_checks=True)
    response = strict.post("/me/profile/introduction/", {"about": "Typed for an hour"}, headers={"hx-request": "true"})
    assert response.status_code == 409
    assert response.content.lstrip().startswith(b'<div class="stack" data-section>')
    assert b"Typed for an hour" in response.content


@pytest.mark.django_db
@pytest.mark.parametrize(("site", "shown"), [("same-origin", True), ("cross-site", False), ("same-site", False)])
def test_words_that_another_site_sent_are_not_shown_as_ours(site: str, shown: bool) -> None:
    strict = Client(enforce_csrf_checks=True)
    response = strict.post("/claim/", {"staff_number": "Ring 01632 960999"}, headers={"sec-fetch-site": site})
    assert ("Ring 01632 960999" in page(response, 403)) is shown


@pytest.mark.django_db
def test_too_many_tries(rf: RequestFactory) -> None:
    request = rf.get("/account/login/")
    request.user = AnonymousUser()
    assert "Wait five minutes" in page(handler429(request), 429)


def test_the_last_resort_needs_no_database_no_context_and_no_manifest(rf: RequestFactory, settings: Any) -> None:
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
    }
    assert "Something broke on our side" in page(server_error(rf.get("/")), 500)
    assert '"/static/core/portal.css"' in get_template("500.html").render()
