"""Asking for outputs as one viewer or another."""

import re
import time
from dataclasses import dataclass
from typing import Any

from allauth.account.internal.flows import login
from django.http import HttpResponseBase
from django.test import Client

from tests.outputs.output import Kind, Output
from tests.outputs.refusals import Refusal
from tests.outputs.viewers import Viewer
from tests.outputs.world import World

# What differs from one viewer to the next and changes nothing of a page's structure: tokens and keys, the name on the
# way to one's own page, the address of one's account
WHO_ASKS = re.compile(
    r'data:image[^"]*|\b[A-Z2-7](?: ?[A-Z2-7]){31,}\b|'  # the key of an authenticator app, drawn and written
    r'name="csrfmiddlewaretoken" value="[^"]*"|"(?:X-CSRFToken|CSRF_TOKEN)": ?"[^"]*"|'
    r"<bdi>[^<]*</bdi>|[\w.-]+@wexcombe\.example"
)


@dataclass(frozen=True)
class Answer:
    """What came back: status, headers as text, body as bytes."""

    address: str
    status: int
    headers: str
    body: bytes
    content_type: str

    @property
    def text(self) -> str:
        """Return headers and body as one text, for looking for words."""
        return self.headers + "\n" + self.body.decode("utf-8", errors="replace")


def is_new(answer: Answer, looked_at: set[str]) -> bool:
    """Say whether an answer was not read yet, tokens and names apart, and take it for read."""
    text = WHO_ASKS.sub("", answer.text)
    is_new = text not in looked_at
    looked_at.add(text)
    return is_new


def client_of(world: World, viewer: Viewer) -> Client:
    """Return a browser, so to speak, in which the viewer is signed in. A server error is an answer here."""
    client = Client(raise_request_exception=False)
    user = world.user(viewer)
    if user is not None:
        client.force_login(user, backend="portal.accounts.backends.PasswordBackend")
        session = client.session
        session[login.AUTHENTICATION_METHODS_SESSION_KEY] = signed_in_just_now()
        session[login._AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(user.pk)
        session.save()
    return client


def signed_in_just_now() -> list[dict[str, object]]:
    """Return what allauth keeps of a log-in, so that pages which ask again for a password open for a day."""
    day = 24 * 3600
    return [{"method": "password", "at": time.time() + day, "reauthenticated": True}]


def ask(client: Client, address: str, method: str = "get", **options: Any) -> Answer:
    """Ask for an address without following redirects."""
    response: HttpResponseBase = getattr(client, method)(address, **options)
    streaming = getattr(response, "streaming", False)
    body = b"".join(response.streaming_content) if streaming else response.content  # type: ignore[attr-defined]
    headers = "\n".join(f"{key}: {value}" for key, value in response.items())
    cookies = response.cookies.output()
    return Answer(address, response.status_code, f"{headers}\n{cookies}", body, response.get("Content-Type", ""))


def ask_for(client: Client, world: World, output: Output) -> Answer:
    """Ask for a listed output, by the button where it is got by one."""
    if output.sent is None:
        return ask(client, output.address(world))
    return ask(client, output.address(world), "post", data=output.sent)


def send(client: Client, world: World, refusal: Refusal) -> Answer:
    """Send what will be refused, by htmx where it is sent so."""
    headers = {"hx-request": "true"} if refusal.kind is Kind.FRAGMENT else {}
    return ask(client, refusal.address(world), "post", data=refusal.sent, headers=headers)
