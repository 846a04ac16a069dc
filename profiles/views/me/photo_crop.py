"""Choosing the part of one's photo that pages show: by sliders, or by a frame on the photo where there is a script."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from profiles.forms.photo import CropForm
from profiles.models import Photo, Technician
from profiles.services import profile
from profiles.services.photos import draw_size
from profiles.services.profile import ProfileChangedError

from .access import own_profile
from .overview import fresh

_CHANGED = "The photo was changed in another window after you opened it here. This is the photo that is there now."
_SHOWN_WIDTH = 400


@require_http_methods(["GET", "HEAD", "POST"])
@own_profile
def crop(request: HttpRequest, technician: Technician) -> HttpResponseBase:
    """Show the photo with its frame, and save which part is shown, or only show what that part would look like."""
    photo = getattr(technician, "photo", None)
    if photo is None:
        return redirect("me_section", slug="photo")
    form = CropForm(photo, request.POST if request.method == "POST" else None)
    if form.is_bound and not form.is_valid():
        return _page(request, form, 422)
    if not form.is_bound or request.POST.get("then") == "look":
        return _page(request, form)
    try:
        profile.crop_own_photo(technician.pk, request.user, form.cleaned_data["token"], form.frame)
    except ProfileChangedError:
        return _page(request, CropForm(fresh(technician).photo), 409, note=_CHANGED)
    messages.success(request, "Saved the part of your photo that is shown.")
    return redirect(f"{reverse('me_profile')}#photo")


def _page(request: HttpRequest, form: CropForm, status: int = 200, note: str = "") -> HttpResponse:
    values = {field.name: field.value() for field in form.sliders}
    context = {"form": form, "photo": form.photo, "note": note, "part": urlencode({**values, "of": form.photo.token})}
    return render(request, "profiles/me/photo_crop.html", context, status=status)


@require_safe
@own_profile
def whole(request: HttpRequest, technician: Technician) -> HttpResponseBase:
    """Serve the whole of one's own photo, to lay the frame on."""
    return FileResponse(_own(technician).file.open("rb"), content_type="image/webp")


@require_safe
@own_profile
def part(request: HttpRequest, technician: Technician) -> HttpResponseBase:
    """Serve the part of one's own photo that the sliders in the address say."""
    photo = _own(technician)
    form = CropForm(photo, {**request.GET.dict(), "token": photo.token})
    form.is_valid()
    return HttpResponse(draw_size(photo, _SHOWN_WIDTH, frame=form.frame), content_type="image/webp")


def _own(technician: Technician) -> Photo:
    photo: Photo | None = getattr(technician, "photo", None)
    if photo is None:
        raise Http404("You have no photo.")
    return photo
