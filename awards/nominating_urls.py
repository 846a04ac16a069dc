"""Addresses of nominating: for whoever is signed in under /me/, for guests, seconders and nominees by a link."""

from django.urls import URLPattern, path
from django.views.decorators.http import require_safe

from portal.core.uploads import capped_uploads

from .services.attachments import most_bytes
from .views import begin_nomination, nominated, nomination, nomination_steps, nomination_supporters, seconding
from .views.whose import by_link, own

# The check against forged posts is made within it, before which nothing may read the form
_mine = capped_uploads(most_bytes())(own(nomination_supporters.supporters))
_guests = capped_uploads(most_bytes())(by_link(nomination_supporters.supporters))

_OWN, _LINK = "me/nominations/<int:pk>/", "awards/nominations/<str:secret>/"

NOMINATING: list[URLPattern] = [
    path("awards/nominations/link-sent/", begin_nomination.link_sent, name="nomination_link_sent"),
    path("awards/nominations/deleted/", nomination.deleted, name="nomination_deleted"),
    path("awards/<slug:slug>/nominate/", begin_nomination.nominate, name="nominate"),
    path("me/nominations/", nomination.mine, name="me_nominations"),
    path(_OWN, own(nomination.nomination), name="me_nomination"),
    path(f"{_OWN}who/", own(nomination_steps.who), name="me_nomination_who"),
    path(f"{_OWN}story/", own(nomination_steps.story), name="me_nomination_story"),
    path(f"{_OWN}supporters/", _mine, name="me_nomination_supporters"),
    path(f"{_OWN}check/", own(nomination_steps.check_and_send), name="me_nomination_check"),
    path(f"{_OWN}files/<int:file>/", require_safe(own(nomination.attachment)), name="me_nomination_file"),
    path(_LINK, by_link(nomination.nomination, before_confirming=True), name="nomination"),
    path(f"{_LINK}who/", by_link(nomination_steps.who), name="nomination_who"),
    path(f"{_LINK}story/", by_link(nomination_steps.story), name="nomination_story"),
    path(f"{_LINK}supporters/", _guests, name="nomination_supporters"),
    path(f"{_LINK}check/", by_link(nomination_steps.check_and_send), name="nomination_check"),
    path(f"{_LINK}files/<int:file>/", require_safe(by_link(nomination.attachment)), name="nomination_file"),
    path("awards/seconding/<str:secret>/", seconding.by_link, name="seconding"),
    path("me/nominated/", nominated.mine, name="me_nominated"),
    path("me/nominated/<int:pk>/", nominated.own, name="me_nominated_one"),
    path("awards/nominees/<str:secret>/", nominated.by_link, name="nominee_by_link"),
]
