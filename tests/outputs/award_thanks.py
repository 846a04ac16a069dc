"""Addresses of awards: thanks, and what is deleted of rounds."""

from collections.abc import Mapping

from django.urls import reverse

from profiles.enums import Section
from tests.outputs.output import Address, Kind, Output, Statuses, admin_only, at, only, signed_in
from tests.outputs.refusal import Refusal
from tests.outputs.viewers import Viewer

_THANK, _ONE, _SENT_ONE = "thank/<slug:slug>/", "me/thanks/<int:pk>/", "me/thanks/sent/<int:pk>/"
_GIVE = "me/nominated/<int:pk>/thanks/"
_ROUNDS = "admin/award-rounds/"
_KEEPERS: Statuses = admin_only(Viewer.AWARD_ORGANISER)
_NAME = frozenset({"preferred_name", "family_name"})
_OWN: Statuses = only(frozenset({Viewer.OWNER}), others=404)
_SENDER: Statuses = only(frozenset({Viewer.COLLEAGUE}), others=404)


def _thank() -> Address:
    return lambda w: reverse("thank", args=[w.slug])


def _one(name: str, thing: str) -> Address:
    return lambda w: reverse(name, args=[w.things[thing]])


AWARD_THANKS: tuple[Output, ...] = (
    Output(
        "thank a technician", _THANK, Kind.PAGE, _thank(), signed_in() | {Viewer.OWNER: 302}, shows=_NAME,
        needs=Section.BASICS,
    ),
    Output(
        "thank a technician: former address", _THANK, Kind.REDIRECT, lambda w: reverse("thank", args=[w.old_slug]),
        signed_in(301),
    ),
    Output(
        "thank a technician: nobody", _THANK, Kind.PAGE, lambda w: reverse("thank", args=["nell-ferris"]),
        signed_in(404),
    ),
    Output("thanks to me", "me/thanks/", Kind.PAGE, at("/me/thanks/"), signed_in()),
    Output("thanks to me: one", _ONE, Kind.PAGE, _one("me_thanks_one", "thanks"), _OWN),
    Output(
        "thanks that I sent", "me/thanks/sent/", Kind.PAGE, at("/me/thanks/sent/"), signed_in(),
        needs=Section.BASICS,
    ),
    Output("thanks that I sent: one", _SENT_ONE, Kind.PAGE, _one("me_thanks_sent_one", "thanks_sent"), _SENDER),
    Output(
        "thanks: of nobody", _ONE, Kind.PAGE, lambda w: reverse("me_thanks_one", args=[0]),
        only(frozenset(), others=404),
    ),
    Output("thanks as evidence", _GIVE, Kind.PAGE, _one("me_nominated_thanks", "agreed_nominee"), _OWN),
    Output(
        "admin: awards: kept until", f"{_ROUNDS}<int:round>/purge/", Kind.ADMIN_PAGE,
        _one("award_purges:round", "round"), _KEEPERS,
    ),
    Output(
        "admin: awards: deleted of a round", f"{_ROUNDS}<int:round>/purge/", Kind.ADMIN_PAGE,
        _one("award_purges:round", "purged_round"), _KEEPERS, same_as="admin: awards: kept until",
    ),
    Output("admin: awards: deleted", f"{_ROUNDS}purges/", Kind.ADMIN_PAGE, at(f"/{_ROUNDS}purges/"), _KEEPERS),
)  # fmt: skip

AWARD_THANKS_REFUSALS: tuple[Refusal, ...] = (
    Refusal(
        "thank a technician: no words", _THANK, _thank(), {"words": " \n "},
        {Viewer.COLLEAGUE: 422, Viewer.OTHER_TECHNICIAN: 422, Viewer.OWNER: 302, Viewer.VISITOR: 302},
    ),
    Refusal(
        "thank a technician: a whole letter", _THANK, _thank(), {"words": "<b>Thank you</b> " * 60},
        {Viewer.COLLEAGUE: 422},
    ),
    Refusal(
        "thanks to me: no such choice", "me/thanks/", at("/me/thanks/"), {"do": "dance"},
        {Viewer.OWNER: 422, Viewer.COLLEAGUE: 404, Viewer.VISITOR: 302},
    ),
    Refusal(
        "thanks to me: nothing chosen", _ONE, _one("me_thanks_one", "thanks"), {"do": "take-back"},
        {Viewer.OWNER: 422, Viewer.OTHER_TECHNICIAN: 404, Viewer.COLLEAGUE: 404, Viewer.VISITOR: 302},
    ),
    Refusal(
        "thanks as evidence: of somebody else", _GIVE, _one("me_nominated_thanks", "agreed_nominee"), {"thanks": "0"},
        {Viewer.OWNER: 422, Viewer.COLLEAGUE: 404, Viewer.VISITOR: 302},
    ),
    Refusal(
        "thanks that I sent: nothing chosen", _SENT_ONE, _one("me_thanks_sent_one", "thanks_sent"), {"do": "delete"},
        {Viewer.COLLEAGUE: 422, Viewer.OTHER_TECHNICIAN: 404, Viewer.OWNER: 404, Viewer.VISITOR: 302},
    ),
)  # fmt: skip

# Buttons of which nothing sent could be wrong, with the reason
NONE_NEEDED_OF_AWARD_THANKS: Mapping[str, str] = {}
