"""The portal's addresses, and the demo's own."""

from django.conf import settings
from django.conf.urls.static import static
from django.urls import include, path

urlpatterns = [
    # In development alone (DEBUG); on a real site the web server serves editors' files (docs/running.md).
    *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),
    path("", include("portal.urls")),
]
