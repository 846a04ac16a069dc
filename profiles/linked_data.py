"""A profile as search engines read it: schema.org Person, from the public view alone."""

from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString

from portal.core.linked_data import json_ld
from profiles.visibility import ProfileView


def person_json_ld(view: ProfileView) -> SafeString:
    """Return the JSON of a ProfileView, safe inside a script element; what is withheld is simply not there."""
    data: dict[str, Any] = {
        "@type": "Person",
        "name": view.display_name,
        "url": settings.BASE_URL + view.url,
        "jobTitle": view.job_title,
        "honorificSuffix": " ".join(letters.text for letters in view.post_nominals),
        "worksFor": {"@type": "Organization", "name": view.department} if view.department else None,
        "description": view.headline,
        "knowsAbout": [skill.name for skill in view.skills],
        "image": settings.BASE_URL + view.photo.url if view.photo else "",
        "workLocation": {"@type": "Place", "name": view.room_line} if view.room_line else None,
        "hasCredential": [
            {
                "@type": "EducationalOccupationalCredential",
                "name": held.name,
                "credentialCategory": held.kind_label,
            }
            for held in view.registrations
            if held.is_held
        ],
    }
    return json_ld(data)
