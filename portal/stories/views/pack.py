"""Downloading what a published story may be printed with."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.log_actions import log

from portal.stories.models import StoryPage
from portal.stories.pack import cleared_pack, pack_name
from portal.stories.permissions import may_take_pack


@never_cache
@login_required
@require_safe
def pack(request: HttpRequest, pk: int) -> HttpResponse:
    """Give an editor the pack of a story that the public sees; the log keeps who took it."""
    story = get_object_or_404(StoryPage, pk=pk)
    if not may_take_pack(request.user, story):
        raise PermissionDenied
    if not story.may_be_seen():
        raise Http404("The public does not see this story, so there is nothing that is cleared.")
    data = cleared_pack(story)
    if request.method == "GET":
        log(instance=story, action="stories.pack", user=request.user)
    return HttpResponse(
        data,
        content_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{pack_name(story)}"'},
    )
