"""The facts and the photo on a page of equipment, for those who run it or look after it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from portal.core.picture_files import MOST_BYTES
from portal.core.uploads import capped_uploads
from profiles.equipment_forms import EquipmentFactsForm
from profiles.models import Equipment
from profiles.permissions import may_edit_equipment
from profiles.services.equipment_facts import FactsChangedError, save_facts

CHANGED = (
    "Somebody else changed this page after you opened it here. What you typed is kept below and is not saved. "
    "Save again to put yours in its place."
)


@require_http_methods(["GET", "HEAD", "POST"])
@capped_uploads(MOST_BYTES)
@never_cache
@login_required
def facts(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Show and save the facts."""
    thing = Equipment.objects.approved().with_place().filter(slug=slug).first()
    if thing is None:
        raise Http404("There is no equipment at this address.")
    if not may_edit_equipment(request.user, thing):
        raise PermissionDenied("Whoever runs this or looks after it keeps its page.")
    form = EquipmentFactsForm(thing, request.POST if request.method == "POST" else None)
    form.files = request.FILES
    status = _try_to_save(form, request) if form.is_bound else 200
    if form.is_bound and status == 200:
        messages.success(request, "Saved. The page shows it now.")
        return redirect(thing)
    return render(request, "profiles/me/equipment_facts.html", {"form": form, "thing": thing}, status=status)


def _try_to_save(form: EquipmentFactsForm, request: HttpRequest) -> int:
    """Save; return 200, 422 where something must be put right, 409 where somebody else was first."""
    if not form.is_valid():
        return 422
    try:
        save_facts(
            form.thing.pk,
            values=form.cleaned_data,
            seen=form.cleaned_data["seen"],
            user=request.user,
            photo=form.photo_change(),
        )
    except FactsChangedError:
        form.mark_as_read(Equipment.objects.get(pk=form.thing.pk))
        form.add_error(None, CHANGED)
        return 409
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return 422
    return 200
