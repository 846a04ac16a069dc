"""One's own pages: what needs me, my profile, claiming it."""

from django.urls import reverse

from tests.outputs.output import Kind, Output, everybody, signed_in

OWN: tuple[Output, ...] = (
    Output("my page", "me/", Kind.PAGE, lambda w: reverse("me"), signed_in()),
    Output("claim", "claim/", Kind.PAGE, lambda w: reverse("claim"), everybody()),
    Output(
        "claim: by a link",
        "claim/<str:token>/",
        Kind.PAGE,
        lambda w: reverse("claim_link", args=[w.invitation_token]),
        everybody(),
    ),
    Output(
        "claim: by a link that nobody sent",
        "claim/<str:token>/",
        Kind.PAGE,
        lambda w: reverse("claim_link", args=["nobody-sent-this"]),
        everybody(404),
    ),
    Output("claim: another link", "claim/new-link/", Kind.PAGE, lambda w: reverse("claim_new_link"), everybody()),
)
