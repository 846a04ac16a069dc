"""Consent to pictures of people that runs out: which, where they are used, and who is told."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils import timezone
from wagtail.images.permissions import permission_policy
from wagtail.models import GroupCollectionPermission, Page, ReferenceIndex

from .mail import queue_mail
from .models import PortalImage, PortalRendition
from .registries import Need, NeedSource, needs_me

SOON = timedelta(days=60)  # what the report calls soon
WARNED_BEFORE = timedelta(days=30)


@dataclass(frozen=True)
class Use:
    """A place where a picture is used: what it is called, and where it is edited (empty: not as a page)."""

    title: str
    url: str


# Wagtail's policy takes whoever may add a picture for somebody who may change pictures: their own.
_KEEPS = {"permission__codename": "change_image", "permission__content_type__app_label": "wagtailimages"}


def may_see_to_consent(user: Any) -> bool:
    """Say whether somebody looks after the library: may change its pictures."""
    return bool(
        user.is_authenticated
        and user.is_active
        and user.has_perm("wagtailadmin.access_admin")
        and (user.is_superuser or _keeps(user))
    )


def _keeps(user: Any) -> bool:
    """Say the same of somebody by what Wagtail's policy has read of them, as it does for the menu of every page."""
    pictures = ContentType.objects.get_by_natural_key("wagtailimages", "image").pk
    held = (row.permission for row in permission_policy.get_cached_permissions_for_user(user))
    return any(each.codename == "change_image" and each.content_type_id == pictures for each in held)


def _keepers() -> list[Any]:
    """Return the accounts whose role looks after the library; superusers are not written to."""
    groups = GroupCollectionPermission.objects.filter(**_KEEPS).values("group")
    return list(get_user_model().objects.filter(is_active=True, groups__in=groups).distinct().order_by("pk"))


def uses_of(pictures: Iterable[PortalImage]) -> dict[int, list[Use]]:
    """Return where each picture is used, by its key; in the same number of queries for any number of pictures.

    Of anything but a page it tells the kind alone: what it is called may be somebody's name.
    """
    keys = [picture.pk for picture in pictures]
    found = _tracked_uses(keys)
    for rows, field in _untracked():
        kind = Use(str(rows.model._meta.verbose_name).capitalize(), "")
        for key in rows.filter(**{f"{field}__in": keys}).values_list(field, flat=True).order_by(field):
            found[key].append(kind)
    return dict(found)


def _untracked() -> Iterator[tuple[Any, str]]:
    """Yield rows with a picture of which Wagtail keeps no index, as a story's people, with the name of the field."""
    for relation in PortalImage._meta.get_fields(include_hidden=True):
        model = relation.related_model if relation.auto_created and relation.one_to_many else None
        if model is None or model is PortalRendition or model in ReferenceIndex.tracked_models:
            continue
        yield model._default_manager.all(), relation.field.attname


def _tracked_uses(keys: list[int]) -> dict[int, list[Use]]:
    kind = ContentType.objects.get_for_model(PortalImage)
    wanted = [str(key) for key in keys]
    rows = list(
        ReferenceIndex.objects.filter(to_content_type=kind, to_object_id__in=wanted)
        .values_list("to_object_id", "base_content_type", "object_id")
        .distinct()
        .order_by("to_object_id", "base_content_type", "object_id")
    )
    pages_kind = ContentType.objects.get_for_model(Page)
    titles = dict(
        Page.objects.filter(pk__in=[pk for _, base, pk in rows if base == pages_kind.pk]).values_list(
            "pk", "draft_title"
        )
    )
    found: dict[int, list[Use]] = defaultdict(list)
    for picture, base, pk in rows:
        if base != pages_kind.pk:
            found[int(picture)].append(Use(str(ContentType.objects.get_for_id(base).name).capitalize(), ""))
        elif int(pk) in titles:
            found[int(picture)].append(Use(titles[int(pk)], reverse("wagtailadmin_pages:edit", args=[pk])))
    return found


def warn_of_consent() -> str:
    """Write to those who look after the library, thirty days before a consent ends and on its last day, once each.

    A day on which nothing ran is made up for: the mail's key holds which of the two it is. Return a line for the log.
    """
    today = timezone.localdate()
    pictures = list(PortalImage.objects.running_out(today, today + WARNED_BEFORE))
    if not pictures:
        return "nothing runs out"
    uses = uses_of(pictures)
    editors = _keepers()
    for picture in pictures:
        which = "last-day" if picture.consent_until == today else "before"
        for editor in editors:
            queue_mail(
                key=f"consent:{picture.pk}:{picture.consent_until}:{which}:{editor.pk}",
                to=editor.email,
                subject=f"Consent runs out on {picture.consent_until:%-d %B %Y}: ‘{picture.title}’",
                template="core/email/consent_runs_out.txt",
                context={
                    "title": picture.title,
                    "until": picture.consent_until,
                    "is_today": which == "last-day",
                    "uses": uses.get(picture.pk, []),
                    "path": reverse("picture_consent:index"),
                    "picture_path": reverse("wagtailimages:edit", args=[picture.pk]),
                },
            )
    return f"{len(pictures)} pictures, {len(editors)} editors"


def consent_needs(user: Any) -> Iterator[Need]:
    """Yield one need for all pictures whose consent ends within a month, or has ended: one query."""
    if not may_see_to_consent(user):
        return
    today = timezone.localdate()
    days = list(PortalImage.objects.ending_by(today + WARNED_BEFORE).values_list("consent_until", flat=True))
    if not days:
        return
    over = sum(1 for day in days if day < today)
    what = "1 picture" if len(days) == 1 else f"{len(days)} pictures"
    yield Need(
        f"Consent to {what} runs out",
        f"{over} of them not shown any more. Ask those who are in it, or choose another picture."
        if over
        else "Ask those who are in it, or choose another picture. After that day it is not shown any more.",
        reverse("picture_consent:index"),
        "See which",
        min(days),
    )


def register_consent_needs() -> None:
    """Offer this at /me/."""
    needs_me.register(NeedSource("core.picture_consent", consent_needs))
