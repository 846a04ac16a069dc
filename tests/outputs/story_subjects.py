"""The people of stories: where they are told, and what is refused."""

from django.urls import reverse

from tests.outputs.output import Address, Kind, Output, Statuses, admin_only, everybody, only, signed_in
from tests.outputs.refusal import Refusal
from tests.outputs.story_people_world import AGREED_SECRET, SECRET
from tests.outputs.viewers import STORY_KEEPERS, STORY_RECORDERS, Viewer

_PEOPLE = "admin/story-people/"
_LINK = "stories/agreement/<str:secret>/"
_OWNER = frozenset({Viewer.OWNER})
_EVERYBODY = frozenset(Viewer)
_TO_KEEPERS = admin_only(Viewer.EDITOR, Viewer.WRITER, Viewer.SITE_MANAGER)
_ACTION: Statuses = only(STORY_KEEPERS, others=302, status=405)
_OWN: Statuses = only(_OWNER, others=404)


def _to(name: str, thing: str) -> Address:
    return lambda w: reverse(name, args=[w.things[thing]])


def _screen(name: str, path: str, route: str, thing: str, statuses: Statuses = _TO_KEEPERS) -> Output:
    told = STORY_KEEPERS
    return Output(
        f"admin: people of a story: {name}",
        f"{_PEOPLE}{path}",
        Kind.ADMIN_PAGE,
        _to(route, thing),
        statuses,
        stories=told,
    )


def _button(do: str, path: str = "person/<int:pk>/", thing: str = "story_subject") -> Output:
    return Output(
        f"admin: people of a story: {do}", f"{_PEOPLE}{path}{do.replace(' all', '')}/", Kind.ACTION,
        _to(f"story_people:{do.replace(' ', '_')}", thing), _ACTION,
    )  # fmt: skip


STORY_SUBJECTS: tuple[Output, ...] = (
    Output(
        "story: may it be published", _LINK, Kind.PAGE,
        lambda w: reverse("story_agreement", args=[SECRET]), everybody(), stories=_EVERYBODY,
    ),
    Output(
        "story: agreed", _LINK, Kind.PAGE, lambda w: reverse("story_agreement", args=[AGREED_SECRET]), everybody(),
        same_as="story: may it be published",
    ),
    Output(
        "story: a link that nobody sent", _LINK, Kind.PAGE,
        lambda w: reverse("story_agreement", args=["nobody-sent-this"]), everybody(404),
    ),
    Output(
        "story: take the agreement back", f"{_LINK}withdraw/", Kind.PAGE,
        lambda w: reverse("story_agreement_withdraw", args=[AGREED_SECRET]), everybody(),
    ),
    Output(
        "story: nothing to take back", f"{_LINK}withdraw/", Kind.REDIRECT,
        lambda w: reverse("story_agreement_withdraw", args=[SECRET]), everybody(302),
    ),
    Output("stories about me", "me/stories/", Kind.PAGE, lambda w: reverse("me_stories"), signed_in()),
    Output(
        "stories about me: one", "me/stories/<int:pk>/", Kind.PAGE, _to("me_story", "story_subject"), _OWN,
        stories=_OWNER,
    ),
    Output(
        "stories about me: take it back", "me/stories/<int:pk>/withdraw/", Kind.REDIRECT,
        _to("me_story_withdraw", "story_subject"), only(_OWNER, others=404, status=302),
    ),
    _screen("list", "<int:story>/", "story_people:index", "people_story"),
    _screen("add a technician", "<int:story>/technician/", "story_people:technician", "people_story"),
    _screen("add somebody else", "<int:story>/somebody-else/", "story_people:person", "people_story"),
    _screen("change", "person/<int:pk>/", "story_people:edit", "story_subject"),
    _screen(
        "agreed elsewhere", "person/<int:pk>/record/", "story_people:record", "story_subject",
        admin_only(Viewer.EDITOR, Viewer.SITE_MANAGER),
    ),
    _button("ask all", "<int:story>/", "people_story"),
    *(_button(do) for do in ("ask", "up", "down", "remove")),
)  # fmt: skip


def _refused(name: str, path: str, route: str, thing: str, sent: dict[str, str], status: int = 422) -> Refusal:
    viewers = STORY_RECORDERS if "record" in path else STORY_KEEPERS
    return Refusal(
        f"admin: people of a story: {name}", f"{_PEOPLE}{path}", _to(route, thing), sent,
        {viewer: status for viewer in viewers if viewer is not Viewer.SUPERUSER}, Kind.ADMIN_PAGE,
    )  # fmt: skip


def _answered(name: str, secret: str, sent: dict[str, str], status: int) -> Refusal:
    return Refusal(
        f"story: {name}", _LINK, lambda w: reverse("story_agreement", args=[secret]), sent,
        {Viewer.VISITOR: status, Viewer.OWNER: status},
    )  # fmt: skip


STORY_SUBJECT_REFUSALS: tuple[Refusal, ...] = (
    _answered("other words than were read", SECRET, {"do": "agree", "seen": "long ago"}, 409),
    _answered("a wish without words", SECRET, {"do": "wish", "words": ""}, 422),
    _answered("no answer at all", SECRET, {}, 422),
    _answered("answered already", AGREED_SECRET, {"do": "refuse"}, 409),
    Refusal(
        "story: nothing to take back", f"{_LINK}withdraw/",
        lambda w: reverse("story_agreement_withdraw", args=["nobody-sent-this"]), {}, {Viewer.VISITOR: 404},
    ),
    Refusal(
        "stories about me: a refusal at length", "me/stories/<int:pk>/", _to("me_story", "story_subject"),
        {"do": "refuse", "words": "no " * 400}, {Viewer.OWNER: 422, Viewer.COLLEAGUE: 404, Viewer.VISITOR: 302},
    ),
    Refusal(
        "stories about me: somebody else's", "me/stories/<int:pk>/withdraw/",
        _to("me_story_withdraw", "agreed_story_subject"), {}, {Viewer.OWNER: 404, Viewer.COLLEAGUE: 404},
    ),
    _refused("nobody chosen", "<int:story>/technician/", "story_people:technician", "people_story", {}),
    _refused(
        "no address", "<int:story>/somebody-else/", "story_people:person", "people_story", {"name": "", "email": "x"}
    ),
    _refused("no name", "person/<int:pk>/", "story_people:edit", "story_subject", {"name": ""}),
    _refused(
        "changed meanwhile", "person/<int:pk>/", "story_people:edit", "story_subject", {"name": "A", "seen": "x"}, 409
    ),
    _refused("no reason", "person/<int:pk>/record/", "story_people:record", "story_subject", {"reason": ""}),
)  # fmt: skip

_ONE_BUTTON = "One button and nothing to type; what it refuses is said on the page to which it leads back."
NONE_NEEDED_OF_STORY_PEOPLE = {
    f"{_PEOPLE}<int:story>/ask/": _ONE_BUTTON,
    **{f"{_PEOPLE}person/<int:pk>/{do}/": _ONE_BUTTON for do in ("ask", "up", "down", "remove")},
}
