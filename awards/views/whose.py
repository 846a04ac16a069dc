"""Whose nomination an address is of: one's own, or a guest's who has the link that was sent to them alone."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from awards.models import Nomination
from portal.core.private_pages import private
from profiles.enums import Audience
from profiles.visibility import audience_of

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True)
class Desk:
    """A nomination in the hands of whoever nominates: signed in (`is_own`), or by the link."""

    nomination: Nomination
    is_own: bool
    audience: Audience

    def url(self, name: str = "", *args: Any) -> str:
        """Return the address of a step with this nomination; without a name, of the nomination itself."""
        which = "me_nomination" if self.is_own else "nomination"
        key = self.nomination.pk if self.is_own else self.nomination.secret
        return reverse(f"{which}_{name}" if name else which, args=[key, *args])


def own(view: View) -> View:
    """Open a view to whoever nominates, signed in; nobody else's nomination is there for them."""

    @private
    @login_required
    @wraps(view)
    def opened(request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponseBase:
        nomination = Nomination.objects.made_by(request.user).with_round().filter(pk=pk).first()
        if nomination is None:
            raise Http404("No nomination of yours has this number.")
        return view(request, Desk(nomination, True, audience_of(request.user)), **kwargs)

    return opened


def by_link(view: View, *, before_confirming: bool = False) -> View:
    """Open a view to whoever has the link; until the address is confirmed there, only the page that asks for it.

    A nomination of an account is shown where its owner signs in, and not by a link that a mail carried.
    """

    @private
    @wraps(view)
    def opened(request: HttpRequest, secret: str, **kwargs: Any) -> HttpResponseBase:
        nomination = Nomination.objects.with_round().filter(secret=secret).first()
        if nomination is None:
            raise Http404("No nomination is at this address, or it was not confirmed in time.")
        if nomination.nominator_id is not None:
            return redirect("me_nomination", pk=nomination.pk)
        desk = Desk(nomination, False, Audience.PUBLIC)
        if nomination.is_to_be_confirmed and not before_confirming:
            return redirect(desk.url())
        return view(request, desk, **kwargs)

    return opened


def while_live(view: View) -> View:
    """Lead from the steps of a nomination that has ended to where it says so."""

    @wraps(view)
    def opened(request: HttpRequest, desk: Desk, **kwargs: Any) -> HttpResponseBase:
        return view(request, desk, **kwargs) if desk.nomination.is_live else redirect(desk.url())

    return opened
