"""Addresses of pages without a question to the database, and links that nobody can guess."""

from portal.core.addresses import page_url
from portal.core.secrets import new_secret


def test_where_pages_under_the_first_one_stand() -> None:
    assert (page_url(), page_url("events"), page_url("events", "open-day")) == ("/", "/events/", "/events/open-day/")


def test_no_two_secrets_are_alike_and_all_fit_their_column() -> None:
    made = {new_secret() for _ in range(100)}
    assert len(made) == 100
    assert {len(secret) for secret in made} == {32}
