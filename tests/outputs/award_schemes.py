"""Addresses of awards: the list, schemes, and the screens on which their rounds are kept."""

from collections.abc import Mapping

from tests.outputs.award_schemes_world import ALERT_SECRET, NEW_ALERT
from tests.outputs.output import Address, Kind, Output, Statuses, admin_only, at, everybody, only, signed_in
from tests.outputs.refusal import Refusal
from tests.outputs.viewers import AWARD_KEEPERS, Viewer

_PATTERN = "^((?:[\\w\\-]+/)*)$"
_KEEPERS = admin_only(Viewer.AWARD_ORGANISER)
_POSTED = only(AWARD_KEEPERS, others=302, status=405)
_BASE = "admin/award-rounds/"
_ROUND, _MOVES = "<int:round>/", ("up", "down", "remove")
# The name in the address -> what one is called in the world that is crawled
_PARTS = {"categories": "category", "questions": "nomination_question", "criteria": "criterion"}


def _address(path: str, thing: str, query: str = "") -> str:
    filled = path.replace("<int:round>", thing).replace("<int:pk>", thing).replace("<int:scheme>", thing)
    return f"/{_BASE}{filled}{query}"


def _screen(
    name: str, path: str, thing: str = "", *, kind: Kind = Kind.ADMIN_PAGE, query: str = "", same_as: str = "",
    statuses: Statuses = _KEEPERS,
) -> Output:  # fmt: skip
    """Return a screen; `thing` names what its address is made of."""
    return Output(
        f"admin: awards: {name}",
        f"{_BASE}{path}",
        kind,
        lambda w: _address(path, str(w.things.get(thing, "")), query),
        statuses,
        vocabulary=True,
        same_as=f"admin: awards: {same_as}" if same_as else "",
    )


_LINK = "awards/alerts/by-link/"


def _alert(thing: str) -> Address:
    return lambda w: f"/awards/alerts/{w.things[thing]}/"


def _by(secret: str) -> Address:
    return at(f"/{_LINK}{secret}/")


AWARD_SCREENS: tuple[Output, ...] = (
    _screen("rounds", ""),
    _screen("rounds that ended", "", query="?show=ended", same_as="rounds"),
    _screen("a round", _ROUND, "round"),
    _screen("a round that is judged", _ROUND, "judged_round", same_as="a round"),
    _screen("make a round", "schemes/<int:scheme>/add/", "scheme"),
    _screen("copy a round", f"{_ROUND}copy/", "round", same_as="make a round"),
    _screen("change a round", f"{_ROUND}change/", "round", same_as="make a round"),
    _screen("change a round that is judged", f"{_ROUND}change/", "judged_round"),
    _screen("cancel a round", f"{_ROUND}cancel/", "round"),
    *(_screen(f"add one of {parts}", f"{_ROUND}{parts}/add/", "round") for parts in _PARTS),
    *(
        _screen(f"change one of {parts}", f"{parts}/<int:pk>/", thing, same_as=f"add one of {parts}")
        for parts, thing in _PARTS.items()
    ),
    *(
        _screen(f"one of {parts}: {do}", f"{parts}/<int:pk>/{do}/", thing, kind=Kind.ACTION, statuses=_POSTED)
        for parts, thing in _PARTS.items()
        for do in _MOVES
    ),
)

AWARD_SCHEMES: tuple[Output, ...] = (
    Output("awards", _PATTERN, Kind.PAGE, at("/awards/"), everybody()),
    Output(  # its subject agreed to be named for an honour
        "scheme", _PATTERN, Kind.PAGE, lambda w: f"/awards/{w.things['scheme_slug']}/", everybody(),
        shows=frozenset({"preferred_name", "family_name", "slug"}),
    ),
    Output(
        "scheme of another body", _PATTERN, Kind.PAGE, lambda w: f"/awards/{w.things['external_scheme_slug']}/",
        everybody(),
    ),
    *(
        Output(name, "awards/alerts/<slug:slug>/", Kind.PAGE, _alert(thing), everybody())
        for name, thing in (("award alert", "scheme_slug"), ("award alert of another body", "external_scheme_slug"))
    ),
    Output("award alert: a link is sent", f"{_LINK}sent/", Kind.PAGE, at("/awards/alerts/by-link/sent/"), everybody()),
    Output("award alert by link", f"{_LINK}<str:secret>/", Kind.PAGE, _by(ALERT_SECRET), everybody()),
    Output("award alert by link: to be confirmed", f"{_LINK}<str:secret>/", Kind.PAGE, _by(NEW_ALERT), everybody()),
    Output("award alerts of mine", "me/award-alerts/", Kind.PAGE, at("/me/award-alerts/"), signed_in()),
    Output("award alert by link: stopped", f"{_LINK}<str:secret>/", Kind.PAGE, _by("stopped"), everybody(404)),
    *AWARD_SCREENS,
)  # fmt: skip

AWARD_PAGE_TYPES = {"awards.AwardIndexPage": "awards", "awards.SchemePage": "scheme"}


def _refused(name: str, path: str, thing: str, sent: Mapping[str, str], status: int = 422) -> Refusal:
    return Refusal(
        f"admin: awards: {name}",
        f"{_BASE}{path}",
        lambda w: _address(path, str(w.things.get(thing, ""))),
        sent,
        {Viewer.AWARD_ORGANISER: status},
        Kind.ADMIN_PAGE,
    )


_TIMES = {
    "opens_at": "2031-01-02T09:00", "closes_at": "2031-02-02T17:00", "judging_ends_at": "2031-03-02T17:00",
    "letters_at": "2031-03-10T09:00", "announce_at": "2031-03-20T09:00",
}  # fmt: skip
_SAID = _TIMES | {
    "name": "Another", "year": "2031", "ask_nominee": "later", "most_seconders": "2", "not_won_years": "0",
    "judges_each": "3",
}  # fmt: skip
AWARD_SCHEMES_REFUSALS: tuple[Refusal, ...] = (
    Refusal("award alert: no address", "awards/alerts/<slug:slug>/", _alert("scheme_slug"), {"email": "x"}, {
        Viewer.VISITOR: 422}),
    Refusal("award alert: no button", "awards/alerts/<slug:slug>/", _alert("scheme_slug"), {"do": "shout"}, {
        Viewer.COLLEAGUE: 422}),
    Refusal("award alerts of mine: no button", "me/award-alerts/", at("/me/award-alerts/"), {"do": "shout"}, {
        Viewer.COLLEAGUE: 422, Viewer.VISITOR: 302}),
    Refusal("award alerts of mine: somebody else's", "me/award-alerts/", at("/me/award-alerts/"), {
        "do": "stop", "key": "99999"}, {Viewer.OWNER: 409}),
    Refusal("award alert by link: no button", f"{_LINK}<str:secret>/", _by(ALERT_SECRET), {"do": ""}, {
        Viewer.VISITOR: 422, Viewer.COLLEAGUE: 422}),
    _refused("a round of no time", "schemes/<int:scheme>/add/", "scheme", {"name": "", "opens_at": "soon"}),
    _refused("a round that closes first", "schemes/<int:scheme>/add/", "scheme", _SAID | {
        "closes_at": "2031-01-01T09:00"}),
    _refused("a copy of the same name", f"{_ROUND}copy/", "round", _SAID | {"name": "This year"}),
    _refused("a round: two windows", f"{_ROUND}change/", "round", _SAID | {"seen": "long ago"}, 409),
    _refused("a round without a reason", f"{_ROUND}cancel/", "round", {"reason": " "}),
    _refused("a category without a name", f"{_ROUND}categories/add/", "round", {"name": "", "kind": "crowd"}),
    _refused("a category that loses its name", "categories/<int:pk>/", "category", {"name": "x" * 121}),
    _refused("a question of too many words", f"{_ROUND}questions/add/", "round", {
        "text": "Why?", "most_words": "9999"}),
    _refused("a question of more words than fit", "questions/<int:pk>/", "nomination_question", {
        "text": "What did they do?", "least_words": "50", "most_words": "10"}),
    _refused("a criterion without weight", f"{_ROUND}criteria/add/", "round", {"name": "Reach", "weight": "0"}),
    _refused("a criterion without a name", "criteria/<int:pk>/", "criterion", {"name": " ", "weight": "2"}),
)  # fmt: skip

# Buttons of which nothing sent could be wrong, with the reason
NONE_NEEDED_OF_AWARD_SCHEMES: Mapping[str, str] = dict.fromkeys(
    (f"{_BASE}{parts}/<int:pk>/{do}/" for parts in _PARTS for do in _MOVES),
    "Buttons; what is refused is said on the page to which they lead back (tests/awards/test_round_screens.py).",
)
