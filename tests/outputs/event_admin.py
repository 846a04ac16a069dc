"""Screens of the admin on which events are organised, and what their forms refuse."""

from collections.abc import Mapping

from tests.outputs.output import Kind, Output, Statuses, admin_only, only
from tests.outputs.refusal import Refusal
from tests.outputs.viewers import EVENT_KEEPERS, Viewer

_KEEPERS = admin_only(Viewer.EVENT_ORGANISER, Viewer.EDITOR, Viewer.SITE_MANAGER)
_POSTED = only(EVENT_KEEPERS, others=302, status=405)
_BASE = "admin/organise/"
_EVENT, _DATE, _BOOKING = "events/<int:event>/", "dates/<int:pk>/", "bookings/<int:pk>/"

_SPEAKER, _SPEAKER_BUTTONS = "speakers/<int:pk>/", ("ask", "up", "down", "remove")
_QUESTION, _MOVES = "questions/<int:pk>/", ("up", "down", "remove")


def _address(path: str, thing: str, query: str = "") -> str:
    return f"/{_BASE}{path}".replace("<int:event>", thing).replace("<int:pk>", thing) + query


def _screen(
    name: str, path: str, thing: str = "", *, kind: Kind = Kind.ADMIN_PAGE, query: str = "", same_as: str = "",
    statuses: Statuses = _KEEPERS,
) -> Output:  # fmt: skip
    """Return a screen; `thing` names what its address is made of."""
    return Output(
        f"admin: events: {name}",
        f"{_BASE}{path}",
        kind,
        lambda w: _address(path, str(w.things.get(thing, "")), query),
        statuses,
        vocabulary=True,
        bookings=path.startswith((_DATE, _BOOKING)),
        same_as=f"admin: events: {same_as}" if same_as else "",
    )


EVENT_SCREENS: tuple[Output, ...] = (
    _screen("coming", ""),
    _screen("over", "", query="?show=over", same_as="coming"),
    _screen("dates", _EVENT, "event"),
    _screen("add a date", f"{_EVENT}add/", "event"),
    _screen("make a series", f"{_EVENT}series/", "event"),
    _screen("change a date", f"{_DATE}change/", "occurrence", same_as="add a date"),
    _screen("cancel a date", f"{_DATE}cancel/", "occurrence"),
    _screen("questions", f"{_EVENT}questions/", "event"),
    _screen("add a question", f"{_EVENT}questions/add/", "event"),
    _screen("change a question", _QUESTION, "event_question", same_as="add a question"),
    *(
        _screen(f"a question: {do}", f"{_QUESTION}{do}/", "event_question", kind=Kind.ACTION, statuses=_POSTED)
        for do in _MOVES
    ),
    _screen("speakers", f"{_EVENT}speakers/", "event"),
    _screen("add a technician", f"{_EVENT}speakers/add/", "event"),
    _screen("add somebody else", f"{_EVENT}speakers/add-somebody-else/", "event"),
    _screen("change a speaker", _SPEAKER, "speaker", same_as="add somebody else"),
    _screen("agreed elsewhere", f"{_SPEAKER}record/", "unasked_speaker"),
    *(
        _screen(f"a speaker: {do}", f"{_SPEAKER}{do}/", "speaker", kind=Kind.ACTION, statuses=_POSTED)
        for do in _SPEAKER_BUTTONS
    ),
    _screen("who comes", _DATE, "occurrence"),
    *(
        _screen(f"who comes: {show}", _DATE, "occurrence", query=f"?show={show}&q=a", same_as="who comes")
        for show in ("asked", "waiting", "ended")
    ),
    _screen("who comes, as a file", f"{_DATE}bookings.xlsx", "occurrence", kind=Kind.FILE),
    _screen("book somebody", f"{_DATE}book/", "occurrence"),
    _screen("write to those who booked", f"{_DATE}message/", "occurrence"),
    _screen("say yes", f"{_BOOKING}approve/", "booking", kind=Kind.ACTION, statuses=_POSTED),
    _screen("say no", f"{_BOOKING}refuse/", "booking"),
    _screen("cancel a booking", f"{_BOOKING}cancel/", "booking", same_as="say no"),
    _screen("delete a date", f"{_DATE}delete/", "occurrence", kind=Kind.ACTION, statuses=_POSTED),
    _screen("who came", f"{_DATE}attendance/", "occurrence_over"),
    _screen("who came, before it begins", f"{_DATE}attendance/", "occurrence", same_as="who came"),
    _screen("what people thought", f"{_DATE}feedback/", "occurrence_over"),
    _screen("sign-in sheet", f"{_DATE}sign-in/", "occurrence_over"),
)


def _refused(name: str, path: str, thing: str, sent: Mapping[str, str], status: int = 422) -> Refusal:
    return Refusal(
        f"admin: events: {name}",
        f"{_BASE}{path}",
        lambda w: _address(path, str(w.things.get(thing, ""))),
        sent,
        {Viewer.EVENT_ORGANISER: status, Viewer.EDITOR: status, Viewer.SITE_MANAGER: status},
        Kind.ADMIN_PAGE,
    )


_DATED = {"day": "2031-03-04", "starts": "10:00", "ends": "12:00", "place": "Hall", "booking_way": "here"}
_RULE = {
    "repeat": "weekly", "which": "1", "days": "1", "first": "2031-03-04", "count": "2", "starts": "10:00",
    "ends": "12:00", "place": "Hall", "booking_way": "here",
}  # fmt: skip
EVENT_SCREEN_REFUSALS: tuple[Refusal, ...] = (
    _refused("a date without a day", f"{_EVENT}add/", "event", {"day": "soon", "capacity": "many"}),
    _refused("a date that ends first", f"{_EVENT}add/", "event", _DATED | {"ends": "09:00"}),
    _refused("a series without a rule", f"{_EVENT}series/", "event", {"repeat": "always"}),
    _refused("a series of another rule than was shown", f"{_EVENT}series/", "event", _RULE | {"do": "make"}, 409),
    _refused("a date: two windows", f"{_DATE}change/", "occurrence", _DATED | {"seen": "long ago"}, 409),
    _refused("a date that closes before it opens", f"{_DATE}change/", "occurrence", _DATED | {
        "opens": "2031-03-03T10:00", "closes": "2031-03-02T10:00"}),
    _refused("somebody without an address", f"{_DATE}book/", "occurrence", {"email": "the porter", "name": ""}),
    _refused("a message without words", f"{_DATE}message/", "occurrence", {"to": "waiting", "words": ""}),
    _refused("no without a reason", f"{_BOOKING}refuse/", "booking", {"words": ""}),
    _refused("a booking cancelled without a reason", f"{_BOOKING}cancel/", "booking", {"words": " "}),
    _refused("a question without words", f"{_EVENT}questions/add/", "event", {"text": "", "kind": "riddle"}),
    _refused("a choice of one", _QUESTION, "event_question", {"text": "A or?", "kind": "choice", "choices": "A"}),
    _refused("who came: no answer of ours", f"{_DATE}attendance/", "occurrence_over", {"came-1": "perhaps"}),
    _refused("who came: it has not begun", f"{_DATE}attendance/", "occurrence", {"came-1": "attended"}, 409),
    _refused("a speaker who is nobody", f"{_EVENT}speakers/add/", "event", {}),
    _refused("a speaker without a name", f"{_EVENT}speakers/add-somebody-else/", "event", {"email": "x"}),
    _refused("a speaker with a long topic", _SPEAKER, "speaker", {"topic": "x" * 201}),
    _refused("agreed elsewhere without a reason", f"{_SPEAKER}record/", "unasked_speaker", {"reason": ""}),
    _refused("cancelled without a reason", f"{_DATE}cancel/", "occurrence", {"reason": ""}),
)  # fmt: skip
_LEADS_BACK = "Buttons; what is refused is said on the page to which they lead back (tests/events)."
_BUTTONS = (
    f"{_DATE}delete/", f"{_BOOKING}approve/", *(f"{_QUESTION}{do}/" for do in _MOVES),
    *(f"{_SPEAKER}{do}/" for do in _SPEAKER_BUTTONS),
)  # fmt: skip
NONE_NEEDED_OF_EVENT_SCREENS = dict.fromkeys((f"{_BASE}{path}" for path in _BUTTONS), _LEADS_BACK)
