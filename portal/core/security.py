"""Content-Security-Policy by place: strict on public and own pages, the admin's own there and in its previews."""

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

ADMIN_PREFIXES = ("/admin/", "/django-admin/")
# allauth draws the key of an authenticator app as a data: image on this one page
QR_CODE_PATH = "/account/2fa/totp/activate/"


class PortalCSPMiddleware(CSPMiddleware):
    """Send the policy of the place that is asked for."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        """Return the parts that django-csp makes the header from."""
        parts = super().get_policy_parts(request, response, report_only)
        if report_only:
            return parts
        if request.path.startswith(ADMIN_PREFIXES) or getattr(request, "is_preview", False):
            parts.config = settings.ADMIN_CONTENT_SECURITY_POLICY
        elif request.path == QR_CODE_PATH:
            parts.update = {"img-src": ["data:"]}
        return parts
