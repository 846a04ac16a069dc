"""Addresses of awards: honours."""

from collections.abc import Mapping

from django.urls import reverse

from tests.outputs.award_honours_world import HONOURED_SECRET
from tests.outputs.output import Address, Kind, Output, Statuses, admin_only, at, everybody, only, signed_in
from tests.outputs.refusal import Refusal
from tests.outputs.viewers import AWARD_KEEPERS, Viewer
from tests.outputs.world import World

_BOARD, _LINK, _ONE = "awards/honours/", "awards/honoured/<str:secret>/", "me/honours/<int:pk>/"
_NAMED = frozenset({"preferred_name", "family_name", "slug"})
_MINE = only(frozenset({Viewer.OWNER}), others=404)


def _by(secret: str, name: str = "award_honoured") -> Address:
    return lambda w: reverse(name, args=[secret])


def _own(thing: str, name: str = "me_honour") -> Address:
    return lambda w: reverse(name, args=[w.things[thing]])


_KEEPERS = admin_only(Viewer.AWARD_ORGANISER)
_POSTED = only(AWARD_KEEPERS, others=302, status=405)
_ADMIN, _RESULT = "admin/award-honours/", "admin/award-rounds/<int:round>/result/"
_HONOUR, _PERSON, _ENTRY = "<int:honour>/", "people/<int:pk>/", "entries/<int:pk>/"


def _address(pattern: str, thing: str) -> Address:
    def made(world: World) -> str:
        key = str(world.things.get(thing, ""))
        return "/" + pattern.replace("<int:honour>", key).replace("<int:pk>", key).replace("<int:round>", key)

    return made


def _screen(
    name: str, pattern: str, thing: str = "", *, kind: Kind = Kind.ADMIN_PAGE, same_as: str = "",
    statuses: Statuses = _KEEPERS,
) -> Output:  # fmt: skip
    """Return a screen; `thing` names what its address is made of."""
    return Output(
        f"admin: honours: {name}", pattern, kind, _address(pattern, thing), statuses, vocabulary=True,
        same_as=f"admin: honours: {same_as}" if same_as else "", shows=_NAMED if name in _NAMING else frozenset(),
    )  # fmt: skip


def _button(name: str, pattern: str, thing: str) -> Output:
    return _screen(name, pattern, thing, kind=Kind.ACTION, statuses=_POSTED)


# Screens that name those who are honoured, as far as organisers may see their profiles
_NAMING = frozenset({"all", "one", "entries"})
HONOUR_SCREENS: tuple[Output, ...] = (
    _screen("result", _RESULT, "round"),
    _screen("result of a round that is judged", _RESULT, "judged_round", same_as="result"),
    _button("finish", f"{_RESULT}finish/", "round"),
    _button("take back", f"{_RESULT}take-back/", "round"),
    _screen("all", _ADMIN),
    _screen("add", f"{_ADMIN}add/"),
    _screen("one", f"{_ADMIN}{_HONOUR}", "honour"),
    _screen("one that nobody sees yet", f"{_ADMIN}{_HONOUR}", "unasked_honour", same_as="one"),
    _screen("change", f"{_ADMIN}{_HONOUR}change/", "honour", same_as="add"),
    _screen("add a technician", f"{_ADMIN}{_HONOUR}technician/", "honour", same_as="add"),
    _screen("add somebody else", f"{_ADMIN}{_HONOUR}somebody-else/", "honour", same_as="add"),
    _button("make it into a story", f"{_ADMIN}{_HONOUR}story/", "honour"),
    _button("delete", f"{_ADMIN}{_HONOUR}remove/", "honour"),
    _screen("agreed elsewhere", f"{_ADMIN}{_PERSON}record/", "honoured_unasked", same_as="add"),
    *(_button(f"somebody: {do}", f"{_ADMIN}{_PERSON}{do}/", "honoured") for do in ("ask", "take_out")),
    _screen("entries", f"{_ADMIN}entries/"),
    _screen("add an entry", f"{_ADMIN}entries/add/"),
    _screen("change an entry", f"{_ADMIN}{_ENTRY}", "external_entry", same_as="add an entry"),
    _button("delete an entry", f"{_ADMIN}{_ENTRY}remove/", "external_entry"),
    _screen("departments", f"{_ADMIN}departments/"),
)

AWARD_HONOURS: tuple[Output, ...] = (
    *HONOUR_SCREENS,
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
    Output(
        "honours: my certificate, as a file", f"{_ONE}certificate.pdf", Kind.FILE,
        _own("honoured", "me_honour_certificate_file"), _MINE,
    ),
    Output(
        "honours: certificate by link, as a file", f"{_LINK}certificate.pdf", Kind.FILE,
        _by(HONOURED_SECRET, "award_certificate_file_by_link"), everybody(),
    ),
)  # fmt: skip


def _refused(name: str, pattern: str, thing: str, sent: Mapping[str, str], status: int = 422) -> Refusal:
    return Refusal(
        f"admin: honours: {name}", f"{_ADMIN}{pattern}", _address(f"{_ADMIN}{pattern}", thing), sent,
        {Viewer.AWARD_ORGANISER: status}, Kind.ADMIN_PAGE,
    )  # fmt: skip


AWARD_HONOURS_REFUSALS: tuple[Refusal, ...] = (
    _refused("an honour of no award", "add/", "", {"year": "soon", "kind": "best"}),
    _refused("words that are too long", f"{_HONOUR}change/", "honour", {"kind": "winner", "citation": "x" * 1001}),
    _refused("no technician", f"{_HONOUR}technician/", "honour", {}),
    _refused("nobody", f"{_HONOUR}somebody-else/", "honour", {"email": "the porter"}),
    _refused("agreed elsewhere without a reason", f"{_PERSON}record/", "honoured_unasked", {"reason": " "}),
    _refused("an entry of nobody", "entries/add/", "", {"entered_on": "2020-01-01", "result": "won"}),
    _refused("an entry on a day to come", _ENTRY, "external_entry", {"entered_on": "2199-01-01", "name": "The Kilns"}),
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
_LEADS_BACK = "Buttons; what is refused is said on the page to which they lead back (tests/awards)."
NONE_NEEDED_OF_AWARD_HONOURS: Mapping[str, str] = {
    screen.pattern: _LEADS_BACK for screen in HONOUR_SCREENS if screen.kind == Kind.ACTION
}
