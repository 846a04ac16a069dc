"""Addresses of awards: nominating, seconding, and whether somebody may be nominated."""

from collections.abc import Mapping

from django.urls import reverse

from profiles.enums import Section
from tests.outputs.award_nominating_world import GUEST_SECRET, NEW_SECRET, NOMINEE_SECRET, SECONDER_SECRET
from tests.outputs.output import Address, Kind, Output, Statuses, admin_only, at, everybody, only, signed_in
from tests.outputs.refusal import Refusal
from tests.outputs.viewers import AWARD_KEEPERS, Viewer
from tests.outputs.world import World

_BEGIN, _OWN, _LINK = "awards/<slug:slug>/nominate/", "me/nominations/<int:pk>/", "awards/nominations/<str:secret>/"
_SECONDING, _NOMINEE = "awards/seconding/<str:secret>/", "awards/nominees/<str:secret>/"
_FILE = "files/<int:file>/"
_STEPS = ("who", "story", "supporters", "check")
_COLLEAGUE: Statuses = only(frozenset({Viewer.COLLEAGUE}), others=404)
_ITS_NOMINATOR = {Viewer.COLLEAGUE: frozenset({"nomination.title", "nomination.answer", "nomination.before"})}
_AND_LATE = {Viewer.COLLEAGUE: _ITS_NOMINATOR[Viewer.COLLEAGUE] | {"nomination.late", "nomination.late_title"}}
# Who has the link, has it: it was sent to one person alone
_NOMINATED = dict.fromkeys(Viewer, frozenset({"nominated.title"}))


def _one(name: str, thing: str) -> Address:
    return lambda w: reverse(name, args=[w.things[thing]])


def _by(name: str, secret: str) -> Address:
    return lambda w: reverse(name, args=[secret])


def _begin(slug: str = "scheme_slug") -> Address:
    return lambda w: reverse("nominate", args=[w.things[slug]])


_SCREEN = "admin/award-rounds/<int:round>/nominations/"
_KEEPERS, _POSTED = admin_only(Viewer.AWARD_ORGANISER), only(AWARD_KEEPERS, others=302, status=405)
_ALL_WORDS = frozenset(
    (
        "nomination.title", "nomination.answer", "nomination.reason", "nomination.before", "seconder.words",
        "seconder.email", "nominee.email",
    )
)  # fmt: skip
_REASONED = ("set-aside", "count-again", "override")


def _address(path: str, nomination: str, file: str = "", query: str = "") -> Address:
    def made(world: World) -> str:
        filled = f"/{_SCREEN}{path}{query}".replace("<int:round>", str(world.things["round"]))
        filled = filled.replace("<int:pk>", str(world.things.get(nomination, "")))
        return filled.replace("<int:file>", str(world.things.get(file, "")))

    return made


def _screen(
    name: str, path: str, nomination: str = "", *, kind: Kind = Kind.ADMIN_PAGE, file: str = "", query: str = "",
    same_as: str = "", statuses: Statuses = _KEEPERS,
) -> Output:  # fmt: skip
    """Return a screen of a round's nominations; `nomination` names which in the world that is crawled."""
    return Output(
        f"admin: nominations: {name}", f"{_SCREEN}{path}", kind, _address(path, nomination, file, query), statuses,
        vocabulary=True, same_as=f"admin: nominations: {same_as}" if same_as else "",
        nominations=dict.fromkeys(AWARD_KEEPERS, _ALL_WORDS),
    )  # fmt: skip


NOMINATION_SCREENS: tuple[Output, ...] = (
    _screen("list", ""),
    _screen("set aside, of a category", "", query="?show=set_aside&q=Gus", same_as="list"),
    _screen("enter from paper", "enter/"),
    _screen("one", "<int:pk>/", "nomination"),
    _screen("a draft", "<int:pk>/", "nomination_draft", same_as="one"),
    _screen("one that was set aside", "<int:pk>/", "nomination_aside", same_as="one"),
    _screen("change one", "<int:pk>/change/", "nomination", same_as="enter from paper"),
    *(
        _screen(do, f"<int:pk>/{do}/", "nomination", same_as="" if do == "set-aside" else "set-aside")
        for do in _REASONED
    ),
    _screen("a file", "<int:pk>/files/<int:file>/", "nomination", file="sent_file", kind=Kind.FILE),
    _screen(
        "a file of a draft", "<int:pk>/files/<int:file>/", "nomination_draft", file="nomination_file", kind=Kind.FILE,
        statuses=only(AWARD_KEEPERS, others=302, status=404),
    ),
    *(
        _screen(f"{do} a file", f"<int:pk>/files/<int:file>/{do}/", "nomination", file="sent_file", kind=Kind.ACTION,
                statuses=_POSTED)
        for do in ("release", "hold")
    ),
)  # fmt: skip

AWARD_NOMINATING: tuple[Output, ...] = (
    Output("nominate", _BEGIN, Kind.PAGE, _begin(), everybody(), nominations=_ITS_NOMINATOR),
    Output("nominate: another body's award", _BEGIN, Kind.PAGE, _begin("external_scheme_slug"), everybody(404)),
    Output("nominate: not open", _BEGIN, Kind.PAGE, at("/awards/the-quiet-prize/nominate/"), everybody()),
    Output("nominate: a link is sent", "awards/nominations/link-sent/", Kind.PAGE, at("/awards/nominations/link-sent/"),
           everybody()),
    Output("nominate: a draft is deleted", "awards/nominations/deleted/", Kind.PAGE, at("/awards/nominations/deleted/"),
           everybody()),
    Output(
        "nominations of mine", "me/nominations/", Kind.PAGE, at("/me/nominations/"), signed_in(), needs=Section.BASICS,
    ),
    Output(
        "nominations of mine: one that was sent", _OWN, Kind.PAGE, _one("me_nomination", "nomination"), _COLLEAGUE,
        nominations=_AND_LATE,
    ),
    Output("nominations of mine: a draft", _OWN, Kind.PAGE, _one("me_nomination", "nomination_draft"), _COLLEAGUE),
    Output("nominations of mine: nobody's", _OWN, Kind.PAGE, _one("me_nomination", "nomination_aside"),
           only(frozenset(), others=404)),
    *(
        Output(f"nominations of mine: {step}", f"{_OWN}{step}/", Kind.PAGE,
               _one(f"me_nomination_{step}", "nomination_draft"), _COLLEAGUE, vocabulary=True)
        for step in _STEPS
    ),
    Output(
        "nominations of mine: looking for somebody", f"{_OWN}who/", Kind.PAGE,
        lambda w: reverse("me_nomination_who", args=[w.things["nomination_draft"]]) + "?q=Idris", _COLLEAGUE,
        vocabulary=True, same_as="nominations of mine: who",
    ),
    Output(
        "nominations of mine: a file", f"{_OWN}{_FILE}", Kind.FILE,
        lambda w: reverse("me_nomination_file", args=[w.things["nomination_draft"], w.things["nomination_file"]]),
        _COLLEAGUE,
    ),
    Output("a guest's nomination", _LINK, Kind.PAGE, _by("nomination", GUEST_SECRET), everybody()),
    Output("a guest's nomination to be confirmed", _LINK, Kind.PAGE, _by("nomination", NEW_SECRET), everybody()),
    Output("a guest's nomination: a link that nobody sent", _LINK, Kind.PAGE, _by("nomination", "nobody-sent-this"),
           everybody(404)),
    Output(
        "a nomination of an account by its link", _LINK, Kind.REDIRECT, _one("nomination", "nomination_secret"),
        everybody(302),
    ),
    *(
        Output(f"a guest's nomination: {step}", f"{_LINK}{step}/", Kind.PAGE, _by(f"nomination_{step}", GUEST_SECRET),
               everybody(), vocabulary=True, same_as=f"nominations of mine: {step}")
        for step in _STEPS
    ),
    Output("a guest's nomination: a step before confirming", f"{_LINK}who/", Kind.REDIRECT,
           _by("nomination_who", NEW_SECRET), everybody(302)),
    Output(
        "a guest's nomination: a file", f"{_LINK}{_FILE}", Kind.FILE,
        lambda w: reverse("nomination_file", args=[GUEST_SECRET, w.things["guest_file"]]), everybody(),
    ),
    Output(
        "a guest's nomination: another's file", f"{_LINK}{_FILE}", Kind.FILE,
        lambda w: reverse("nomination_file", args=[GUEST_SECRET, w.things["nomination_file"]]), everybody(404),
    ),
    Output("seconding", _SECONDING, Kind.PAGE, _by("seconding", SECONDER_SECRET), everybody()),
    Output("seconding: a link that nobody sent", _SECONDING, Kind.PAGE, _by("seconding", "nobody-sent-this"),
           everybody(404)),
    Output("nominated: may you be", _NOMINEE, Kind.PAGE, _by("nominee_by_link", NOMINEE_SECRET), everybody(),
           nominations=_NOMINATED),
    Output("nominated: a link that nobody sent", _NOMINEE, Kind.PAGE, _by("nominee_by_link", "nobody-sent-this"),
           everybody(404)),
    Output("nominated: mine", "me/nominated/", Kind.PAGE, at("/me/nominated/"), signed_in()),
    Output("nominated: one of mine", "me/nominated/<int:pk>/", Kind.PAGE, _one("me_nominated_one", "nominee"),
           only(frozenset({Viewer.OWNER}), others=404)),
    *NOMINATION_SCREENS,
)  # fmt: skip

_OTHERS_404 = {Viewer.OTHER_TECHNICIAN: 404, Viewer.AWARD_ORGANISER: 404, Viewer.VISITOR: 302}
_SCRIPT = "<script>alert(1)</script>"


def _step(name: str, step: str, sent: Mapping[str, str], status: int) -> tuple[Refusal, Refusal]:
    """Return what is refused in a step, of one's own and by a guest's link."""
    return (
        Refusal(
            f"nominations of mine: {name}", f"{_OWN}{step}/", _one(f"me_nomination_{step}", "nomination_draft"), sent,
            {Viewer.COLLEAGUE: status, **_OTHERS_404},
        ),
        Refusal(
            f"a guest's nomination: {name}", f"{_LINK}{step}/", _by(f"nomination_{step}", GUEST_SECRET), sent,
            {Viewer.VISITOR: status},
        ),
    )  # fmt: skip


def _refused(name: str, path: str, sent: Mapping[str, str]) -> Refusal:
    statuses = {Viewer.AWARD_ORGANISER: 422, Viewer.COLLEAGUE: 302, Viewer.EDITOR: 302, Viewer.VISITOR: 302}
    address = _address(path, "nomination")
    return Refusal(f"admin: nominations: {name}", f"{_SCREEN}{path}", address, sent, statuses, kind=Kind.ADMIN_PAGE)


AWARD_NOMINATING_REFUSALS: tuple[Refusal, ...] = (
    Refusal(
        "nominate: no category", _BEGIN, _begin(), {"category": "0", "name": "", "email": "a@elsewhere.example"},
        {Viewer.VISITOR: 422, Viewer.COLLEAGUE: 422},
    ),
    Refusal("nominate: not open", _BEGIN, at("/awards/the-quiet-prize/nominate/"), {}, {Viewer.COLLEAGUE: 409}),
    Refusal(
        "nominations of mine: nothing chosen", _OWN, _one("me_nomination", "nomination"), {"do": "dance"},
        {Viewer.COLLEAGUE: 422, **_OTHERS_404},
    ),
    Refusal(
        "a guest's nomination: nothing chosen", _LINK, _by("nomination", GUEST_SECRET), {"do": ""},
        {Viewer.VISITOR: 422, Viewer.COLLEAGUE: 422},
    ),
    *_step("no such category", "who", {"do": "save", "category": "0", "team_name": _SCRIPT}, 422),
    *_step("nobody of that number", "who", {"do": "add", "key": "99999999999"}, 409),
    *_step("a person without a name", "who", {"do": "person", "name": " ", "email": _SCRIPT}, 422),
    *_step("a title that is a page", "story", {"do": "save", "title": _SCRIPT * 9}, 422),
    *_step("nothing that came late", "story", {"do": "take_late"}, 409),
    *_step("a supporter without an address", "supporters", {"do": "invite", "name": _SCRIPT, "email": "nobody"}, 422),
    *_step("no file", "supporters", {"do": "attach", "label": _SCRIPT}, 422),
    *_step("nothing chosen", "supporters", {"do": "dance"}, 422),
    *_step("it lacks something", "check", {"do": "send"}, 422),
    Refusal(
        "seconding: no words", _SECONDING, _by("seconding", SECONDER_SECRET), {"do": "give", "words": " "},
        {Viewer.VISITOR: 422, Viewer.COLLEAGUE: 422},
    ),
    Refusal(
        "seconding: nothing to take back", _SECONDING, _by("seconding", SECONDER_SECRET), {"do": "take_back"},
        {Viewer.VISITOR: 409},
    ),
    Refusal(
        "nominated: no answer", _NOMINEE, _by("nominee_by_link", NOMINEE_SECRET), {"do": "dance"},
        {Viewer.VISITOR: 422, Viewer.OWNER: 422},
    ),
    Refusal(
        "nominated: something else than was read", "me/nominated/<int:pk>/", _one("me_nominated_one", "nominee"),
        {"do": "agree", "seen": "long ago"}, {Viewer.OWNER: 409, Viewer.COLLEAGUE: 404, Viewer.VISITOR: 302},
    ),
    _refused("enter from paper: nobody for nothing", "enter/", {"name": _SCRIPT, "email": "nobody", "category": "0"}),
    _refused("change one: no reason", "<int:pk>/change/", {"title": _SCRIPT, "category": "0", "version": "x"}),
    *(_refused(f"{do}: no reason", f"<int:pk>/{do}/", {"reason": " \n"}) for do in _REASONED),
)  # fmt: skip

# Buttons of which nothing sent could be wrong, with the reason
NONE_NEEDED_OF_AWARD_NOMINATING: Mapping[str, str] = {
    f"{_SCREEN}<int:pk>/files/<int:file>/{do}/": "One button: judges see a file, or they do not."
    for do in ("release", "hold")
}
