"""What SEARCH_ENGINE may say; what it may not say is refused at start, and what is unsafe said by the checks."""

import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from portal.core.search_address import checked, read_address
from profiles.checks import search_engine_is_safe, search_server_answers
from profiles.engines.sqlite import SqliteEngine
from tests.search_server import SearchServer, free_port


@pytest.mark.parametrize(
    ("setting", "url", "user", "password", "prefix"),
    [
        ("http://localhost", "http://localhost:9200", "", "", "portal"),
        ("http://localhost:9201/", "http://localhost:9201", "", "", "portal"),
        ("https://me:s%40fe@es.example:443/wexcombe-1", "https://es.example:443", "me", "s@fe", "wexcombe-1"),
        ("http://[::1]:9200/x", "http://[::1]:9200", "", "", "x"),
    ],
)
def test_what_an_address_says(setting, url, user, password, prefix):
    address = read_address(setting)
    assert (address.url, address.user, address.password, address.prefix) == (url, user, password, prefix)


def test_the_password_is_in_no_text_of_it():
    address = read_address("https://me:secret@es.example/")
    assert "secret" not in f"{address} {address!r} {address.digest}"


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("profiles.engines.sqlite.SqliteEngine", "neither ‘database’ nor an address"),
        ("", "neither ‘database’ nor an address"),
        ("ftp://host/", "neither ‘database’ nor an address"),
        ("http:///portal", "names no host"),
        ("http://me:se/secret@host/", "In a password write %2F"),
        ("http://me:[secret@host/", "In a password write %5B"),
        ("http://me:se?secret@host/", "In a password write %3F"),
        ("http://host:99999/", "The port is no number"),
        ("http://host:port/", "The port is no number"),
        ("http://me@host/", "a user or a password and not both"),
        ("http://host/a?b=c", "Nothing may follow the prefix"),
        ("http://host/Portal", "The prefix of the indices"),
        ("http://host/a/b", "The prefix of the indices"),
        ("http://host/-a", "The prefix of the indices"),
        ("http://host/a*", "The prefix of the indices"),
    ],
)
def test_what_cannot_be_used_is_refused_in_words_that_say_what_to_do(setting, said):
    with pytest.raises(ImproperlyConfigured, match=said) as refused:
        checked(setting)
    assert str(refused.value).endswith("[prefix of indices].")
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize("setting", ["database", "https://me:s%40fe@es.example:443/wexcombe-1"])
def test_what_can_be_used_stays_as_it_is(setting):
    assert checked(setting) == setting


@pytest.mark.parametrize(
    ("setting", "starts"), [("https://me:secret@search.example/Portal", False), ("https://search.example/portal", True)]
)
def test_the_web_process_does_not_start_with_one_that_cannot_be_used(setting, starts, tmp_path):
    named = {"SEARCH_ENGINE": setting, "SECRET_KEY": "s" * 50, "BASE_URL": "https://technicians.example.ac.uk"}
    set_up = {"DJANGO_SETTINGS_MODULE": "portal.settings.production", "ALLOWED_HOSTS": "*", "VAR_DIR": str(tmp_path)}
    begun = subprocess.run(
        [sys.executable, "-c", "import portal.wsgi"],
        env={**os.environ, **named, **set_up},
        capture_output=True,
        text=True,
        check=False,
    )
    said = begun.stderr.splitlines()[-1:] if begun.returncode else []
    assert (begun.returncode == 0, "SEARCH_ENGINE cannot be used. The prefix" in "".join(said)) == (starts, not starts)
    assert "secret" not in begun.stderr


def test_the_database_needs_nothing(settings):
    assert settings.SEARCH_ENGINE == "database"
    assert search_engine_is_safe(None) == search_server_answers(None) == []


def test_a_password_in_plain_text_and_a_missing_certificate_are_said(settings):
    settings.SEARCH_ENGINE, settings.SEARCH_ENGINE_CA = "http://me:secret@host/", "/no/such/file"
    found = search_engine_is_safe(None)
    assert [each.id for each in found] == ["portal.E005", "portal.W004"]
    assert "secret" not in str(found)


def test_the_name_of_old_is_said(settings, monkeypatch):
    monkeypatch.setenv("PROFILE_SEARCH_ENGINE", f"{SqliteEngine.__module__}.{SqliteEngine.__name__}")
    assert [each.id for each in search_engine_is_safe(None)] == ["portal.W003"]


def test_a_server_that_is_not_there_is_said_before_it_is_needed(settings):
    settings.SEARCH_ENGINE = f"http://127.0.0.1:{free_port()}/"
    assert [each.id for each in search_server_answers(None)] == ["portal.W005"]


@pytest.mark.elasticsearch
def test_a_server_without_our_indices_is_said(settings, search_server: SearchServer):
    settings.SEARCH_ENGINE = f"{search_server.address}nobodys"
    assert [each.id for each in search_server_answers(None)] == ["portal.W006"]
