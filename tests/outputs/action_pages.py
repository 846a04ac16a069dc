"""Outputs of single actions for everybody: each one's page, and asking about it; and what the form refuses."""

from django.urls import reverse

from tests.outputs.output import Address, Kind, Output, everybody, only
from tests.outputs.refusal import Refusal
from tests.outputs.viewers import PLAN_KEEPERS, Viewer

TO_KEEPERS = only(PLAN_KEEPERS, others=404, visitor=404)
_PAGE = "plan/<slug:plan>/<slug:code>/"
_ASK = "plan/<slug:plan>/<slug:code>/ask/"


def _action(page: str, plan: str = "plan_slug", code: str = "action_slug") -> Address:
    return lambda w: reverse(page, args=[w.things[plan], w.things.get(code, code)])


ACTION_PAGES: tuple[Output, ...] = (
    Output(
        "action",
        _PAGE,
        Kind.PAGE,
        _action("action"),
        everybody(),
        # named by the evidence of a reading, which is what the public sees, whoever asks
        shows=frozenset({"preferred_name", "family_name", "slug"}),
        for_the_public_alone=True,
    ),
    Output("action: nothing is measured", _PAGE, Kind.PAGE, _action("action", code="v2"), everybody()),
    Output(
        "action: of an older plan", _PAGE, Kind.PAGE, _action("action", "older_plan_slug", "v1"), everybody(),
        same_as="action: nothing is measured",
    ),
    Output(
        "action: of a plan that is not published",
        _PAGE,
        Kind.PAGE,
        _action("action", "hidden_plan_slug", "hidden_action_slug"),
        TO_KEEPERS,
        same_as="action: nothing is measured",
        plans=True,
    ),
    Output("action: ask", _ASK, Kind.PAGE, _action("action_ask"), everybody()),
    Output(
        "action: ask: of a plan that is not published",
        _ASK,
        Kind.PAGE,
        _action("action_ask", "hidden_plan_slug", "hidden_action_slug"),
        TO_KEEPERS,
        same_as="action: ask",
        plans=True,
    ),
)  # fmt: skip

QUESTION_REFUSALS: tuple[Refusal, ...] = (
    Refusal(
        "action: ask",
        _ASK,
        _action("action_ask"),
        {"question": "", "name": "Ada Reader", "email": "nobody"},
        {Viewer.VISITOR: 422, Viewer.COLLEAGUE: 422},
    ),
    Refusal(
        "action: ask: of a plan that is not published",
        _ASK,
        _action("action_ask", "hidden_plan_slug", "hidden_action_slug"),
        {"question": "Why?", "name": "Ada Reader", "email": "ada@example.org"},
        {Viewer.VISITOR: 404, Viewer.COLLEAGUE: 404},
    ),
)
