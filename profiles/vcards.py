"""A profile as a card for an address book (vCard 3.0, RFC 2426), from a ProfileView alone."""

import vobject
from django.conf import settings

from profiles.visibility import ProfileView


def vcard_text(view: ProfileView) -> str:
    """Return the card's text; it has only what the view has."""
    card = vobject.vCard()
    card.add("fn").value = view.display_name
    card.add("n").value = vobject.vcard.Name(family=view.family_name, given=view.given_name)
    if view.job_title:
        card.add("title").value = view.job_title
    if view.departments:
        card.add("org").value = [department.name for department in reversed(view.departments)]
    if view.email:
        card.add("email").value = view.email
    if view.phone:
        card.add("tel").value = view.phone
    card.add("url").value = settings.BASE_URL + view.url
    return str(card.serialize())
