"""Links to profiles that were written down a while ago, and what of them may still be shown.

Readings of the plan keep the public evidence of their day for years. Who has withdrawn something since, or changed it,
must not be found there still.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.urls import Resolver404, resolve

from profiles.enums import Audience
from profiles.models import Technician


def profile_slug(address: str) -> str:
    """Return whose profile an address leads to; empty where it leads anywhere else."""
    try:
        found = resolve(address.partition("#")[0].partition("?")[0])
    except Resolver404:
        return ""
    return str(found.kwargs.get("slug", "")) if found.url_name == "technician" else ""


def still_public(links: Iterable[tuple[str, datetime]]) -> set[tuple[str, datetime]]:
    """Return those links (address, when it was written down) that may be shown, in one query at most.

    A link to a profile may be shown while the public sees the profile, and nothing of it was changed since: any change
    may have withdrawn what the link stood for. Links to anything else are nobody's to withdraw here.
    """
    slugs = {link: profile_slug(link[0]) for link in links}
    changed = _last_changes(slugs.values())
    return {
        (address, written)
        for (address, written), slug in slugs.items()
        if not slug or (slug in changed and changed[slug] <= written)
    }


def _last_changes(slugs: Iterable[str]) -> Mapping[str, datetime]:
    """Return when each of these profiles that the public sees was last changed."""
    wanted = {slug for slug in slugs if slug}
    if not wanted:
        return {}
    seen = Technician.objects.visible_to(Audience.PUBLIC).filter(slug__in=wanted)
    return dict(seen.order_by().values_list("slug", "profile_updated_at"))
