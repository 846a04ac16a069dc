"""The files of the library's pictures: where they are, making them, taking them away."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django_tasks import task
from wagtail.images.models import Filter, SourceImageIOError

from .models import PortalImage, PortalRendition
from .picture_sizes import SPECS

_QUICK = "|format-jpeg"
THUMBNAIL = "max-165x165"  # Wagtail's, which editors see in the library
MOST_AT_ONCE = 200  # pictures that one run of the job draws


def picture_version(picture: PortalImage) -> str:
    """Return what stands in a picture's addresses: another for each file and focal point, which nobody can guess."""
    focus = (
        picture.focal_point_x,
        picture.focal_point_y,
        picture.focal_point_width,
        picture.focal_point_height,
    )
    return salted_hmac("portal.core.picture", f"{picture.pk}:{picture.file.name}:{focus}").hexdigest()[:16]


def picture_address(picture: PortalImage, name: str) -> str:
    """Return the address of one file of a picture, by a name of `picture_sizes.SPECS`. Costs no query."""
    return reverse("picture", args=[picture.pk, picture_version(picture), name])


def made_file(picture: PortalImage, name: str) -> PortalRendition | None:
    """Return one file of a picture as it is now, where it is made."""
    wanted = Filter(SPECS[name])
    return picture.renditions.filter(filter_spec=wanted.spec, focal_point_key=wanted.get_cache_key(picture)).first()


def draw_for_now(picture: PortalImage, name: str) -> bytes:
    """Return one file of a picture as JPEG, quickly drawn, and keep nothing of it.

    Raises SourceImageIOError where the picture's own file is gone.
    """
    crop = SPECS[name].partition("|")[0]
    drawn = picture.generate_rendition_file(Filter(crop + _QUICK))
    drawn.seek(0)
    data: bytes = drawn.read()
    return data


def draw_after_commit(picture: PortalImage) -> None:
    """Have the files of a picture made in the background, once what was saved of it is there for all."""
    transaction.on_commit(lambda: draw_picture.enqueue(picture.pk))


@task()
def draw_picture(pk: int) -> None:
    """Make the files of one picture that are missing, and drop those of a former focal point; of one not shown, all."""
    picture = PortalImage.objects.filter(pk=pk).first()
    if picture is not None and picture.may_be_shown(timezone.localdate()):
        draw_missing(picture)
    elif picture is not None:
        drop_files([picture])


def drop_files(pictures: Iterable[PortalImage]) -> int:
    """Delete what was made of pictures, so that no address of theirs is answered; return how many files went.

    Their own files stay, for a consent that is given again; the addresses of those were never told to anybody outside.
    """
    made = PortalRendition.objects.filter(image__in=[picture.pk for picture in pictures]).exclude(filter_spec=THUMBNAIL)
    return sum(rendition.delete()[0] for rendition in made)  # one by one: Wagtail deletes their files on commit


def draw_and_drop_all() -> str:
    """Make what is missing of all pictures and delete what is left of those not shown; return a line for the log.

    For what the task behind a save did not do: nothing ran, or the last day of a consent went by.
    """
    shown = PortalImage.objects.that_may_be_shown(timezone.localdate())
    complete = Count("renditions", filter=Q(renditions__filter_spec__in=SPECS.values()))
    wanting = shown.annotate(files=complete).filter(files__lt=len(SPECS)).order_by("pk")
    drawn = sum(draw_missing(picture) for picture in wanting[:MOST_AT_ONCE])
    hidden = PortalImage.objects.exclude(pk__in=shown.values("pk")).filter(renditions__isnull=False).distinct()
    return f"{drawn} files drawn, {drop_files(hidden)} deleted"


def draw_missing(picture: PortalImage) -> int:
    """Make the files that pages may ask of a picture that may be shown; return how many were made."""
    wanted = {spec: Filter(spec) for spec in SPECS.values()}
    keys = {spec: each.get_cache_key(picture) for spec, each in wanted.items()}
    made = picture.renditions.filter(filter_spec__in=wanted)
    present = set()
    for rendition in made:
        if rendition.focal_point_key == keys[rendition.filter_spec]:
            present.add(rendition.filter_spec)
        else:
            rendition.delete()
    missing = [each for spec, each in wanted.items() if spec not in present]
    try:
        picture.create_renditions(*missing)
    except (SourceImageIOError, OSError):
        return 0  # its file is gone; pages draw nothing in its place
    return len(missing)
