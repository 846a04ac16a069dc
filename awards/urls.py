"""Addresses of awards that are no pages of the tree; they stand before those.

What stands beneath /awards/ without being a scheme has its first part in `models.pages.TAKEN_SLUGS`.
"""

from django.urls import URLPattern, path

from .nominating_urls import NOMINATING
from .views import alerts, honour_urls, judging_urls, own_alerts, released_thanks, thanks

_ALERTS = [
    path("awards/alerts/by-link/sent/", alerts.link_sent, name="award_alert_sent"),
    path("awards/alerts/by-link/<str:secret>/", alerts.by_link, name="award_alert_by_link"),
    path("awards/alerts/<slug:slug>/", alerts.alert, name="award_alert"),
    path("me/award-alerts/", own_alerts.mine, name="me_award_alerts"),
]

_THANKS = [
    path("thank/<slug:slug>/", thanks.thank, name="thank"),
    path("me/nominated/<int:pk>/thanks/", released_thanks.release, name="me_nominated_thanks"),
    path("me/thanks/", thanks.received, name="me_thanks"),
    path("me/thanks/<int:pk>/", thanks.received_one, name="me_thanks_one"),
    path("me/thanks/sent/", thanks.sent, name="me_thanks_sent"),
    path("me/thanks/sent/<int:pk>/", thanks.sent_one, name="me_thanks_sent_one"),
]

urlpatterns: list[URLPattern] = [
    *_ALERTS,
    *_THANKS,
    *judging_urls.urlpatterns,
    *honour_urls.urlpatterns,
    *NOMINATING,
]
