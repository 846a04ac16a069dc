"""What tests of the organisers' screens share."""

from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


def page(client: Client, address: str) -> str:
    """Return a page that is there."""
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def said(answer: Any) -> list[str]:
    """Return the messages above a page."""
    return [str(message) for message in answer.context["messages"]]


def queries(client: Client, address: str) -> int:
    """Return how many queries a second visit costs."""
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)
