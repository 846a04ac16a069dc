"""The sample university's home page, composed as its communications editor would."""

from typing import Any

from portal.front.models import HomePage

SECTIONS: list[tuple[str, dict[str, Any]]] = [
    ("lead_story", {}),
    ("find", {}),
    ("board", {}),
    ("technicians", {"number": 4}),
    ("events", {"number": 4}),
    ("awards", {"number": 4, "wins": True}),
    ("progress", {"by_theme": True}),
    ("stories", {"title": "Made at Wexcombe", "number": 3}),
    ("pledge", {}),
    (
        "next_step",
        {
            "title": "Who kept your work running?",
            "text": "Tell us what they did. We ask them first, and write it down if they like.",
            "link": {"label": "Suggest a story", "page": None, "address": "/stories/suggest/"},
        },
    ),
]


def write_home() -> None:
    """Compose the home page and publish it."""
    home = HomePage.objects.get()
    block = HomePage.sections.field.stream_block
    home.sections = block.to_python([{"type": kind, "value": value} for kind, value in SECTIONS])
    home.save_revision().publish()
