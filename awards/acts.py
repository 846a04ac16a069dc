"""What awards let colleagues do from a technician's page."""

from django.urls import reverse

from portal.core.registries import Act, acts


def register_acts() -> None:
    """Offer the buttons; who is signed in and is not the technician gets them."""
    acts.register(
        Act("awards.thank", "Say thank you", lambda slug: reverse("thank", args=[slug]), lambda user, pk: True)
    )
