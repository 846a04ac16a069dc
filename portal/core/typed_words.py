"""What somebody typed into a form that cannot be saved, to be handed back to them."""

from collections.abc import Mapping

from django.http import HttpRequest

# Parts of names of fields whose values are shown to nobody, on no page
_SECRET = ("password", "code", "token", "secret")
# What the forms' own buttons, choices and marks are called: nothing that anybody typed
_NOT_TYPED = frozenset(
    {
        "seen",
        "audience",
        "then",
        "from",
        "row",
        "remove",
        "choose",
        "stage",
        "type",
        "next",
        "action",
        "status",
        "version",
    }
)


def typed_words(request: HttpRequest, labels: Mapping[str, str]) -> list[dict[str, str]]:
    """Return the words that were sent, each with its label, so that their author can take them along.

    Secrets are left out, and so is what was chosen rather than typed.
    """
    words = []
    for name, values in request.POST.lists():
        text = "\n".join(value for value in values if value.strip())
        if text and _was_typed(name):
            words.append({"label": labels.get(name, name.replace("_", " ").capitalize()), "text": text})
    return words


def _was_typed(name: str) -> bool:
    is_secret = any(part in name.lower() for part in _SECRET)
    return not is_secret and name not in _NOT_TYPED and not name.startswith(("level-", "since-"))
