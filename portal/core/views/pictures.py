"""Pictures of the library, served only while the public may see them."""

from datetime import datetime, time, timedelta

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_safe
from wagtail.images.models import SourceImageIOError

from portal.core.models import PortalImage
from portal.core.picture_sizes import SPECS, kind_of
from portal.core.pictures import draw_for_now, made_file, picture_version

A_DAY = 24 * 3600
NOT_MADE_YET = 300  # seconds


@require_safe
def picture(request: HttpRequest, pk: int, version: str, name: str) -> HttpResponseBase:
    """Serve one file of a picture; from the moment its consent has run out, to nobody.

    The address cannot be guessed and changes with the picture and its focal point. A file that is not made (yet) is
    drawn for this request alone: reading writes nothing.
    """
    found = PortalImage.objects.filter(pk=pk).first() if name in SPECS else None
    if found is None or not constant_time_compare(version, picture_version(found)):
        raise Http404("There is no such picture.")
    if not found.may_be_shown(timezone.localdate()):
        raise Http404("This picture is not shown any more.")
    made = made_file(found, name)
    response: HttpResponseBase
    try:
        if made is not None:
            response = FileResponse(made.file.open("rb"), content_type=kind_of(name))
        else:
            response = HttpResponse(draw_for_now(found, name), content_type="image/jpeg")
    except (OSError, SourceImageIOError) as error:
        raise Http404("The file of this picture is gone.") from error
    response["Cache-Control"] = f"public, max-age={_seconds(found, is_made=made is not None)}"
    return response


def _seconds(found: PortalImage, *, is_made: bool) -> int:
    """Return for how long others may keep it: never beyond the last day of its consent."""
    longest = A_DAY if is_made else NOT_MADE_YET
    if found.consent_until is None:
        return longest
    end = datetime.combine(found.consent_until + timedelta(days=1), time(), timezone.get_current_timezone())
    return max(0, min(longest, int((end - timezone.now()).total_seconds())))
