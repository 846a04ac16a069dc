"""What Wagtail's checker looks for on a page: beside the editor, under *Checks*, and in each preview.

It shows what it finds. What keeps a page from being published is in `wording` and `publishing`: there a link that says
'click here' is refused too, which the checker cannot be told to find without a script of its own.
"""

from typing import Any, ClassVar

from wagtail.admin.userbar import ContentCheckerItem


class PageChecker(ContentCheckerItem):
    """Wagtail's rules (headings in order, no empty heading or link), and pictures without an alternative text."""

    axe_run_only: ClassVar = [*ContentCheckerItem.axe_run_only, "image-alt"]
    axe_messages: ClassVar[dict[str, Any]] = {
        **ContentCheckerItem.axe_messages,
        "heading-order": {
            "error_name": "A heading skips a level",
            "help_text": "Put it one level below the heading before it",
        },
        "image-alt": {
            "error_name": "A picture has no alternative text",
            "help_text": "Say what it shows, for people who cannot see it",
        },
        "link-name": {
            "error_name": "A link has no words",
            "help_text": "Say in the words of the link where it leads",
        },
    }


def look_for_ours_too(items: list[Any]) -> None:
    """Put our checker in the place of Wagtail's, in the items of its bar."""
    items[:] = [PageChecker(in_editor=one.in_editor) if isinstance(one, ContentCheckerItem) else one for one in items]
