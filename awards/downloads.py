"""How a file beside a nomination leaves: as a download under a name of ours, and never as a page of this site."""

from django.http import FileResponse

from .models import Attachment

# Whatever a browser makes of it, it runs nothing and reaches nothing
_POLICY = "default-src 'none'; sandbox"


def attachment_response(attachment: Attachment, name: str = "") -> FileResponse:
    """Return a file for whoever may read the nomination, which the caller has looked at; `name`: to be saved under."""
    types = {"pdf": "application/pdf", "jpg": "image/jpeg"}
    response = FileResponse(
        attachment.file.open("rb"),
        as_attachment=True,
        filename=name or f"attachment-{attachment.pk}.{attachment.kind}",
        content_type=types[attachment.kind],
    )
    response["Content-Security-Policy"] = _POLICY
    response["X-Content-Type-Options"] = "nosniff"
    return response
