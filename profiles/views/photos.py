"""Photos of people, served only to those who may see them now."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from profiles.models import PhotoRendition, Technician
from profiles.services.photos import WIDTHS, rendition_filter
from profiles.visibility import audience_for, audience_of, view_hit


@require_safe
def photo(request: HttpRequest, token: str, width: int) -> HttpResponseBase:
    """Serve a photo in one of the sizes used on pages.

    The address is random and says nothing; whether it is answered depends on the photo's audience at this moment,
    so it is never kept for long by anybody in between. A size that is not made yet is answered with the original.
    """
    if width not in WIDTHS:
        raise Http404("There is no such size.")
    person = Technician.objects.filter(photo__token=token).for_hits().first()
    audience = audience_for(request.user, person) if person else audience_of(request.user)
    view = view_hit(person, audience) if person else None
    if person is None or view is None or view.photo is None:
        raise Http404("There is no such photo.")
    made = PhotoRendition.objects.filter(image=person.photo, filter_spec=rendition_filter(width)).first()
    response = FileResponse((made or person.photo).file.open("rb"), content_type="image/webp")
    response["Cache-Control"] = "private, max-age=300" if request.user.is_authenticated else "public, max-age=300"
    response["X-Robots-Tag"] = "noimageindex"
    return response
