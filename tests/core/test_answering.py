"""What becomes of an answer: done, not possible, or to words that are others by now."""

from types import SimpleNamespace

import pytest
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.test import RequestFactory

from portal.core.answering import CHANGED, PRESS_ONE, Buttons, take_answer


class ChangedError(Exception):
    """Other words stand there."""


class RefusedError(Exception):
    """Not possible."""


BUTTONS = Buttons({"agree": "You agreed.", "refuse": "You did not."}, ChangedError, RefusedError)


def sent(do: str, *, signed_in: bool = True) -> HttpRequest:
    request = RequestFactory().post("/asked/", {"do": do})
    request.user = SimpleNamespace(is_authenticated=signed_in)  # type: ignore[assignment]
    request._messages = CookieStorage(request)  # type: ignore[attr-defined]
    return request


def page(note: str, status: int) -> HttpResponseBase:
    return HttpResponse(note, status=status)


def never(do: str) -> None:
    raise AssertionError(f"'{do}' was carried out.")


def test_looking_does_nothing() -> None:
    answer = take_answer(RequestFactory().get("/asked/", {"do": "agree"}), BUTTONS, "/asked/", never, page)
    assert (answer.status_code, answer.content) == (200, b"")  # type: ignore[attr-defined]


@pytest.mark.parametrize("signed_in", [True, False])
def test_what_was_pressed_is_done_and_a_visitor_gets_no_message(signed_in: bool) -> None:
    done: list[str] = []
    request = sent("refuse", signed_in=signed_in)
    answer = take_answer(request, BUTTONS, "/asked/", done.append, page)
    assert (answer.status_code, answer["Location"], done) == (302, "/asked/", ["refuse"])
    assert [str(message) for message in get_messages(request)] == (["You did not."] if signed_in else [])


@pytest.mark.parametrize("do", ["", "withdraw", "AGREE"])
def test_another_button_does_nothing(do: str) -> None:
    answer = take_answer(sent(do), BUTTONS, "/asked/", never, page)
    assert (answer.status_code, answer.content.decode()) == (422, PRESS_ONE)  # type: ignore[attr-defined]


@pytest.mark.parametrize(("raised", "said"), [(ChangedError(), CHANGED), (RefusedError("Too late."), "Too late.")])
def test_what_cannot_be_done_says_why(raised: Exception, said: str) -> None:
    def carry_out(do: str) -> None:
        raise raised

    request = sent("agree")
    answer = take_answer(request, BUTTONS, "/asked/", carry_out, page)
    assert (answer.status_code, answer.content.decode()) == (409, said)  # type: ignore[attr-defined]
    assert list(get_messages(request)) == []
