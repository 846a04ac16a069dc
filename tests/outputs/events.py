"""Outputs of events and training."""

from tests.outputs.output import Kind, Output, at, everybody

_PATTERN = "^((?:[\\w\\-]+/)*)$"

_ASKED = (
    "show=month", "show=past", "kind=talk&places=left&from=2020-01-01&to=2020-01-02", "how=online", "q=talk",
    "q=zzzqqqxxx&kind=talk", "q=canalias&show=month",
)  # fmt: skip

EVENTS: tuple[Output, ...] = (
    Output("events", _PATTERN, Kind.PAGE, at("/events/"), everybody(), vocabulary=True),
    Output("training", _PATTERN, Kind.PAGE, at("/training/"), everybody(), vocabulary=True),
    *(
        Output(f"{shelf}: {feed}", f"{shelf}/{feed}/", Kind.DATA, at(f"/{shelf}/{feed}/"), everybody(), vocabulary=True)
        for shelf in ("events", "training")
        for feed in ("calendar", "feed")
    ),
    *(
        Output(f"events: {query}", _PATTERN, Kind.PAGE, at(f"/events/?{query}"), everybody(), vocabulary=True)
        for query in _ASKED
    ),
    Output(  # its subject agreed to be named as a speaker; at the one below they did not answer yet
        "event", _PATTERN, Kind.PAGE, lambda w: f"/events/{w.things['event_slug']}/", everybody(), vocabulary=True,
        shows=frozenset({"preferred_name", "family_name", "slug"}),
    ),
    Output(
        "event that is full, by another university", _PATTERN, Kind.PAGE,
        lambda w: f"/training/{w.things['training_slug']}/", everybody(), vocabulary=True,
    ),
)  # fmt: skip

# Page type by its label -> the output that shows a page of the type
EVENT_PAGE_TYPES = {"events.EventIndexPage": "events", "events.EventPage": "event"}
