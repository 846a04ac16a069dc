"""Photos of people and of equipment, served only to those who may see them now."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from profiles.enums import WordState
from profiles.models import EquipmentPhoto, Technician
from profiles.models.photos import UploadedPhoto
from profiles.photo_sizes import WIDTHS, size_name
from profiles.services.photos import draw_size
from profiles.visibility import audience_for, audience_of, view_hit


@require_safe
def photo(request: HttpRequest, token: str, width: int, kind: str) -> HttpResponseBase:
    """Serve a technician's photo in one of the sizes used on pages.

    The address is random and says nothing; whether it is answered depends on the photo's audience at this moment,
    so it is never kept for long by anybody in between.
    """
    person = Technician.objects.filter(photo__token=token).for_hits().first()
    audience = audience_for(request.user, person) if person else audience_of(request.user)
    view = view_hit(person, audience) if person else None
    if person is None or view is None or view.photo is None:
        raise Http404("There is no such photo.")
    return _answer(request, person.photo, width, kind)


@require_safe
def equipment_photo(request: HttpRequest, token: str, width: int, kind: str) -> HttpResponseBase:
    """Serve a photo of equipment to everybody, once the equipment is approved."""
    found = EquipmentPhoto.objects.filter(token=token, equipment__state=WordState.APPROVED).first()
    if found is None:
        raise Http404("There is no such photo.")
    return _answer(request, found, width, kind)


def _answer(request: HttpRequest, found: UploadedPhoto, width: int, kind: str) -> HttpResponseBase:
    """Answer with a size; one that is not made (yet) is drawn for this request alone."""
    if width not in WIDTHS:
        raise Http404("There is no such size.")
    made = found.renditions.filter(filter_spec=size_name(width, kind)).first()
    response: HttpResponseBase
    if made:
        response = FileResponse(made.file.open("rb"), content_type=f"image/{kind}")
    else:
        response = HttpResponse(draw_size(found, width), content_type="image/webp")
    response["Cache-Control"] = "private, max-age=300" if request.user.is_authenticated else "public, max-age=300"
    response["X-Robots-Tag"] = "noimageindex"
    return response
