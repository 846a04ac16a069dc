"""Addresses of awards: honours."""

from collections.abc import Mapping

from django.urls import reverse

from tests.outputs.award_honours_world import HONOURED_SECRET
from tests.outputs.output import Address, Kind, Output, at, everybody, only, signed_in
from tests.outputs.refusal import Refusal
from tests.outputs.viewers import Viewer

_BOARD, _LINK, _ONE = "awards/honours/", "awards/honoured/<str:secret>/", "me/honours/<int:pk>/"
_NAMED = frozenset({"preferred_name", "family_name", "slug"})
_MINE = only(frozenset({Viewer.OWNER}), others=404)


def _by(secret: str, name: str = "award_honoured") -> Address:
    return lambda w: reverse(name, args=[secret])


def _own(thing: str, name: str = "me_honour") -> Address:
    return lambda w: reverse(name, args=[w.things[thing]])


AWARD_HONOURS: tuple[Output, ...] = (
    # its subject agreed to be named for one honour; for the one of 2019 they did not answer yet
    Output("honours", _BOARD, Kind.PAGE, at("/awards/honours/"), everybody(), shows=_NAMED),
    Output(
        "honours: narrowed", _BOARD, Kind.PAGE, at("/awards/honours/?year=2019&scheme=the-steady-hand&kind=winner"),
        everybody(), same_as="honours",
    ),
    Output(
        "honours: nothing found", _BOARD, Kind.PAGE, at("/awards/honours/?year=1951&kind=none&page=9"), everybody()
    ),
    Output("honours: may you be named", _LINK, Kind.PAGE, _by(HONOURED_SECRET), everybody()),
    Output("honours: a link that nobody sent", _LINK, Kind.PAGE, _by("nobody-sent-this"), everybody(404)),
    Output(
        "honours: certificate by link", f"{_LINK}certificate/", Kind.PAGE,
        _by(HONOURED_SECRET, "award_certificate_by_link"), everybody(),
    ),
    Output("honours: mine", "me/honours/", Kind.PAGE, at("/me/honours/"), signed_in()),
    Output("honours: one of mine", _ONE, Kind.PAGE, _own("honoured"), _MINE),
    Output("honours: one that asks me", _ONE, Kind.PAGE, _own("honoured_asked"), _MINE, same_as="honours: one of mine"),
    Output(
        "honours: my certificate", f"{_ONE}certificate/", Kind.PAGE, _own("honoured", "me_honour_certificate"), _MINE
    ),
)  # fmt: skip

AWARD_HONOURS_REFUSALS: tuple[Refusal, ...] = (
    Refusal(
        "honours: no answer", _LINK, _by(HONOURED_SECRET), {"do": "dance"}, {Viewer.VISITOR: 422, Viewer.OWNER: 422}
    ),
    Refusal(
        "honours: other words than were read", _LINK, _by(HONOURED_SECRET), {"do": "agree", "seen": "long ago"},
        {Viewer.VISITOR: 409},
    ),
    Refusal(
        "honours: answered already", _ONE, _own("honoured"), {"do": "agree", "seen": ""},
        {Viewer.OWNER: 409, Viewer.COLLEAGUE: 404, Viewer.VISITOR: 302},
    ),
    Refusal("honours: on the profile, not agreed", _ONE, _own("honoured_asked"), {"do": "show"}, {Viewer.OWNER: 409}),
)  # fmt: skip

# Buttons of which nothing sent could be wrong, with the reason
NONE_NEEDED_OF_AWARD_HONOURS: Mapping[str, str] = {}
