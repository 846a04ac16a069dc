"""One's own pages: what needs me, my profile, claiming it."""

from django.urls import reverse

from tests.outputs.output import Kind, Output, everybody, signed_in

OWN: tuple[Output, ...] = (
    Output("my page", "me/", Kind.PAGE, lambda w: reverse("me"), signed_in()),
    Output("claim", "claim/", Kind.PAGE, lambda w: reverse("claim"), everybody()),
)
