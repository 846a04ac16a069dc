"""A page on which somebody who was asked answers with one of its buttons: by a secret link, or signed in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

CHANGED = "The words were changed while you read. These are the ones that stand now; answer again."
PRESS_ONE = "Press one of the buttons."


@dataclass(frozen=True)
class Buttons:
    """What the page can do: by the value of each button (`do`), what is said once it is done.

    `changed` is raised where something else stands there than was read (`changed_words` are then said), `refused`
    where it cannot be done as things stand, with the reason as its message.
    """

    done: Mapping[str, str]
    changed: type[Exception]
    refused: type[Exception]
    changed_words: str = CHANGED


def take_answer(
    request: HttpRequest,
    buttons: Buttons,
    here: str,
    carry_out: Callable[[str], object],
    page: Callable[[str, int], HttpResponseBase],
) -> HttpResponseBase:
    """Show the page, or do what was pressed and lead back to it (`here`).

    `carry_out(do)` does it. `page(note, status)` draws the page as things stand when it is called: 422 where no button
    of the page was pressed, 409 where something changed meanwhile or is not possible.
    """
    if request.method != "POST":
        return page("", 200)
    do = request.POST.get("do", "")
    if do not in buttons.done:
        return page(PRESS_ONE, 422)
    try:
        carry_out(do)
    except buttons.changed:
        return page(buttons.changed_words, 409)
    except buttons.refused as problem:
        return page(str(problem), 409)
    if request.user.is_authenticated:  # a visitor's page starts no session: it says by itself how things stand
        messages.success(request, buttons.done[do])
    return redirect(here)
