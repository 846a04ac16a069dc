"""Outputs of stories."""

from tests.outputs.output import Kind, Output, admin_only, at, everybody, only, signed_in
from tests.outputs.refusal import Refusal
from tests.outputs.viewers import Viewer

_PATTERN = "^((?:[\\w\\-]+/)*)$"

_QUEUE = "admin/story-suggestions/"
_WRITERS = admin_only(Viewer.EDITOR, Viewer.WRITER, Viewer.SITE_MANAGER)

STORIES: tuple[Output, ...] = (
    Output("stories", _PATTERN, Kind.PAGE, at("/stories/"), everybody(), vocabulary=True),
    Output("story", _PATTERN, Kind.PAGE, lambda w: f"/stories/{w.things['story_slug']}/", everybody(), vocabulary=True),
    *(
        Output(f"stories: {query}", _PATTERN, Kind.PAGE, at(f"/stories/?{query}"), everybody(), vocabulary=True)
        for query in ("kind=story", "kind=story&year=1999&page=9")
    ),
    Output("stories: feed", "stories/feed/", Kind.DATA, at("/stories/feed/"), everybody()),
    Output("stories: suggest one", "stories/suggest/", Kind.PAGE, at("/stories/suggest/"), signed_in()),
    Output("stories: suggested", "stories/suggest/thanks/", Kind.PAGE, at("/stories/suggest/thanks/"), signed_in()),
    Output("stories of mine", "me/story-suggestions/", Kind.PAGE, at("/me/story-suggestions/"), signed_in()),
    Output(
        "story: cleared pack",
        "stories/<int:pk>/pack/",
        Kind.FILE,
        lambda w: f"/stories/{w.things['story']}/pack/",
        only(frozenset({Viewer.EDITOR, Viewer.WRITER, Viewer.SITE_MANAGER, Viewer.SUPERUSER}), others=403),
    ),
    Output("admin: suggested stories", _QUEUE, Kind.ADMIN_PAGE, at(f"/{_QUEUE}"), _WRITERS),
    Output("admin: suggested stories: decided", _QUEUE, Kind.ADMIN_PAGE, at(f"/{_QUEUE}?state=decided"), _WRITERS),
    Output(
        "admin: suggested story",
        f"{_QUEUE}<int:pk>/",
        Kind.ADMIN_PAGE,
        lambda w: f"/{_QUEUE}{w.things['story_suggestion']}/",
        _WRITERS,
    ),
)

STORY_REFUSALS: tuple[Refusal, ...] = (
    Refusal(
        "stories: a suggestion that says nothing",
        "stories/suggest/",
        at("/stories/suggest/"),
        {"title": "", "text": "", "link": "nowhere"},
        {Viewer.COLLEAGUE: 422, Viewer.VISITOR: 302},
    ),
    Refusal(
        "admin: suggested story: no answer",
        f"{_QUEUE}<int:pk>/",
        lambda w: f"/{_QUEUE}{w.things['story_suggestion']}/",
        {"answer": ""},
        {Viewer.EDITOR: 200, Viewer.WRITER: 200},
        Kind.ADMIN_PAGE,
    ),
)
