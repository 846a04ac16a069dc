"""Addresses of awards: judging."""

from collections.abc import Mapping

from django.urls import reverse

from tests.outputs.award_judging_world import CHAIR, JUDGE, PANEL
from tests.outputs.output import Address, Kind, Output, admin_only, at, only, signed_in
from tests.outputs.refusal import Refusal
from tests.outputs.viewers import Viewer

_ROUND, _ONE = "me/judging/<int:pk>/", "me/judging/<int:pk>/<int:number>/"
_CHAIR, _READERS = frozenset({CHAIR}), frozenset({JUDGE, CHAIR})


def _round(name: str) -> Address:
    return lambda w: reverse(f"me_judging_{name}", args=[w.things["panel_round"]])


def _one(name: str = "candidate", which: str = "judged", *more: int) -> Address:
    return lambda w: reverse(f"me_judging_{name}", args=[w.things["panel_round"], w.things[which], *more])


AWARD_JUDGING: tuple[Output, ...] = (
    Output("judging: mine", "me/judging/", Kind.PAGE, at("/me/judging/"), signed_in()),
    Output("judging: my candidates", _ROUND, Kind.PAGE, _round("round"), only(PANEL, others=404)),
    Output("judging: to print", f"{_ROUND}pack/", Kind.PAGE, _round("pack"), only(PANEL, others=404)),
    Output("judging: all candidates", f"{_ROUND}table/", Kind.PAGE, _round("table"), only(_CHAIR, others=404)),
    Output("judging: remind", f"{_ROUND}remind/", Kind.ACTION, _round("remind"), only(PANEL, others=405, status=405)),
    Output("judging: minutes", f"{_ROUND}minutes.docx", Kind.FILE, _round("minutes"), only(_CHAIR, others=404)),
    Output("judging: a candidate", _ONE, Kind.PAGE, _one(), only(_READERS, others=404)),
    Output("judging: to declare", _ONE, Kind.PAGE, _one("candidate", "to_declare"), only(_READERS, others=404)),
    Output(
        "judging: a file", f"{_ONE}files/<int:file>/", Kind.FILE, _one("file", "judged", 1),
        only(_READERS, others=404),
    ),
    Output(
        "judging: a file that was not released", f"{_ONE}files/<int:file>/", Kind.FILE, _one("file", "judged", 2),
        only(frozenset(), others=404),
    ),
    Output(
        "judging: panel", "admin/award-rounds/<int:round>/panel/", Kind.ADMIN_PAGE,
        lambda w: reverse("award_panel:panel", args=[w.things["panel_round"]]), admin_only(Viewer.AWARD_ORGANISER),
    ),
    Output("judging: decide", f"{_ONE}decide/", Kind.PAGE, _one("decide"), only(_CHAIR, others=404)),
)  # fmt: skip

_OTHERS = {Viewer.VISITOR: 302, Viewer.COLLEAGUE: 404, Viewer.AWARD_ORGANISER: 404, Viewer.WRITER: 404}

AWARD_JUDGING_REFUSALS: tuple[Refusal, ...] = (
    Refusal(
        "judging: nobody to add", "admin/award-rounds/<int:round>/panel/",
        lambda w: reverse("award_panel:panel", args=[w.things["panel_round"]]), {"do": "add", "email": "x"},
        {Viewer.AWARD_ORGANISER: 422, Viewer.COLLEAGUE: 302}, Kind.ADMIN_PAGE,
    ),
    Refusal(
        "judging: nothing to take back", "admin/award-rounds/<int:round>/panel/",
        lambda w: reverse("award_panel:panel", args=[w.things["panel_round"]]), {"do": "take_back", "reason": "<b>x"},
        {Viewer.AWARD_ORGANISER: 422, Viewer.COLLEAGUE: 302}, Kind.ADMIN_PAGE,
    ),
    Refusal(
        "judging: nobody to take it back from", f"{_ONE}decide/", _one("decide"), {"do": "take_back"},
        {CHAIR: 422, JUDGE: 404, **_OTHERS},
    ),
    Refusal("judging: no button", _ONE, _one(), {"do": "dance"}, {JUDGE: 422, **_OTHERS}),
    Refusal("judging: no score", _ONE, _one(), {"do": "score", "notes": "<b>x"}, {JUDGE: 422, **_OTHERS}),
    Refusal("judging: no reason to abstain", _ONE, _one(), {"do": "abstain"}, {JUDGE: 422, **_OTHERS}),
    Refusal("judging: no reason to decline", _ONE, _one(), {"do": "decline"}, {JUDGE: 422}),
    Refusal("judging: declared already", _ONE, _one(), {"do": "declare", "has_conflict": "no"}, {JUDGE: 409}),
    Refusal("judging: nothing declared", _ONE, _one("candidate", "to_declare"), {"do": "declare"}, {JUDGE: 422}),
    Refusal(
        "judging: abstained before declaring", _ONE, _one("candidate", "to_declare"),
        {"do": "abstain", "abstain-words": "No time."}, {JUDGE: 409},
    ),
    Refusal(
        "judging: nothing decided", f"{_ONE}decide/", _one("decide"), {"seen": "0"},
        {CHAIR: 422, JUDGE: 404, **_OTHERS},
    ),
    Refusal(
        "judging: decided meanwhile", f"{_ONE}decide/", _one("decide"),
        {"outcome": "winner", "reason": "Best.", "seen": "7"}, {CHAIR: 409, JUDGE: 404, **_OTHERS},
    ),
)  # fmt: skip

# Buttons of which nothing sent could be wrong, with the reason
NONE_NEEDED_OF_AWARD_JUDGING: Mapping[str, str] = {
    f"{_ROUND}remind/": "one button without a field; where nobody is to be reminded it leads back and says so",
}
