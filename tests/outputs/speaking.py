"""Whether somebody agrees to be named as a speaker: where they are asked, and what is refused."""

from django.urls import reverse

from tests.outputs.event_world import SPEAKER_SECRET
from tests.outputs.output import Address, Kind, Output, at, everybody, only, signed_in
from tests.outputs.refusal import Refusal
from tests.outputs.viewers import Viewer

_LINK, _ONE = "events/speaking/<str:secret>/", "me/speaking/<int:pk>/"


def _by(secret: str) -> Address:
    return lambda w: reverse("event_speaking_by_link", args=[secret])


def _own() -> Address:
    return lambda w: reverse("me_speaking_one", args=[w.things["speaker"]])


SPEAKING: tuple[Output, ...] = (
    Output("speaking: may you be named", _LINK, Kind.PAGE, _by(SPEAKER_SECRET), everybody()),
    Output("speaking: a link that nobody sent", _LINK, Kind.PAGE, _by("nobody-sent-this"), everybody(404)),
    Output("speaking: mine", "me/speaking/", Kind.PAGE, at("/me/speaking/"), signed_in()),
    Output("speaking: one of mine", _ONE, Kind.PAGE, _own(), only(frozenset({Viewer.OWNER}), others=404)),
)

SPEAKING_REFUSALS: tuple[Refusal, ...] = (
    Refusal(
        "speaking: no answer", _LINK, _by(SPEAKER_SECRET), {"do": "dance"}, {Viewer.VISITOR: 422, Viewer.OWNER: 422}
    ),
    Refusal(
        "speaking: other words than were read", _LINK, _by(SPEAKER_SECRET), {"do": "agree", "seen": "long ago"},
        {Viewer.VISITOR: 409},
    ),
    Refusal(
        "speaking: answered already", _ONE, _own(), {"do": "refuse"},
        {Viewer.OWNER: 409, Viewer.COLLEAGUE: 404, Viewer.VISITOR: 302},
    ),
)  # fmt: skip
