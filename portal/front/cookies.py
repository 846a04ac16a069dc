"""The cookies that this software sets, read from the settings that name them."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings

# Set by the script of Wagtail's admin (sidebar.js), so that its menu stays as wide as it was left
_SIDEBAR = "wagtail_sidebar_collapsed"


@dataclass(frozen=True)
class Cookie:
    """A cookie: its name, what it is for, when it is set, and how long it stays."""

    name: str
    purpose: str
    is_set: str
    stays: str


def cookies() -> list[Cookie]:
    """Return every cookie there is. None of them counts, follows or recognises anybody who only reads."""
    return [
        Cookie(
            settings.SESSION_COOKIE_NAME,
            "Knows that it is still you, from one page to the next.",
            "When you sign in, or begin to: ask for a code, or open a link to claim your profile.",
            f"Until you close the browser; {_days(settings.SESSION_COOKIE_AGE)} where you chose to stay signed in. "
            "Signing out ends it.",
        ),
        Cookie(
            settings.CSRF_COOKIE_NAME,
            "Makes sure that a form was sent from this site, and not in your name by another.",
            "When you open a page with a form that sends something, such as the contact form.",
            f"{_days(settings.CSRF_COOKIE_AGE)}, or until you delete it. It holds a random number, and nothing of you.",
        ),
        Cookie(
            _SIDEBAR,
            "Remembers whether the menu of the editors’ screens is folded.",
            "When an editor folds that menu. Nobody else gets it.",
            "Until the browser is closed.",
        ),
    ]


def _days(seconds: int) -> str:
    days = timedelta(seconds=seconds).days
    return f"{days} days" if days != 1 else "1 day"
