"""Outputs of stories."""

from tests.outputs.output import Kind, Output, at, everybody

_PATTERN = "^((?:[\\w\\-]+/)*)$"

STORIES: tuple[Output, ...] = (
    Output("stories", _PATTERN, Kind.PAGE, at("/stories/"), everybody(), vocabulary=True),
    Output("story", _PATTERN, Kind.PAGE, lambda w: f"/stories/{w.things['story_slug']}/", everybody(), vocabulary=True),
)
