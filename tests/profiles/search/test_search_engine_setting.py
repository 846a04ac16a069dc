"""What SEARCH_ENGINE may say, and what the checks say of what it may not."""

import pytest

from profiles.checks import search_engine_is_named_rightly, search_server_answers
from profiles.engines.elastic_address import read_address
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
def test_what_is_wrong_with_an_address_is_said(settings, setting, said):
    settings.SEARCH_ENGINE = setting
    [found] = search_engine_is_named_rightly(None)
    assert (found.id, said in found.msg) == ("portal.E004", True)


def test_the_database_needs_nothing(settings):
    assert settings.SEARCH_ENGINE == "database"
    assert search_engine_is_named_rightly(None) == search_server_answers(None) == []


def test_a_password_in_plain_text_and_a_missing_certificate_are_said(settings):
    settings.SEARCH_ENGINE, settings.SEARCH_ENGINE_CA = "http://me:secret@host/", "/no/such/file"
    found = search_engine_is_named_rightly(None)
    assert [each.id for each in found] == ["portal.E005", "portal.W004"]
    assert "secret" not in str(found)


def test_the_name_of_old_is_said(settings, monkeypatch):
    monkeypatch.setenv("PROFILE_SEARCH_ENGINE", f"{SqliteEngine.__module__}.{SqliteEngine.__name__}")
    assert [each.id for each in search_engine_is_named_rightly(None)] == ["portal.W003"]


def test_a_server_that_is_not_there_is_said_before_it_is_needed(settings):
    settings.SEARCH_ENGINE = f"http://127.0.0.1:{free_port()}/"
    assert [each.id for each in search_server_answers(None)] == ["portal.W005"]


@pytest.mark.elasticsearch
def test_a_server_without_our_indices_is_said(settings, search_server: SearchServer):
    settings.SEARCH_ENGINE = f"{search_server.address}nobodys"
    assert [each.id for each in search_server_answers(None)] == ["portal.W006"]
