"""Photos of people, served only to those who may see them now."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from profiles.enums import Section
from profiles.models import Photo, Technician
from profiles.visibility import audience_for, audience_of, view_profile

WIDTHS = (400, 800)


@require_safe
def photo(request: HttpRequest, token: str, width: int) -> HttpResponseBase:
    """Serve a photo in one of the sizes used on pages.

    The address is random and says nothing; whether it is answered depends on the photo's audience at this moment,
    so it is never kept for long by anybody in between.
    """
    if width not in WIDTHS:
        raise Http404("There is no such size.")
    person = Technician.objects.filter(photo__token=token).for_views().first()
    audience = audience_for(request.user, person) if person else audience_of(request.user)
    view = view_profile(person, audience) if person else None
    if view is None or view.photo is None or Section.PHOTO not in view.sections:
        raise Http404("There is no such photo.")
    rendition = Photo.objects.get(token=token).get_rendition(f"fill-{width}x{width * 6 // 5}|format-webp")
    response = FileResponse(rendition.file.open("rb"), content_type="image/webp")
    response["Cache-Control"] = "private, max-age=300" if request.user.is_authenticated else "public, max-age=300"
    return response
