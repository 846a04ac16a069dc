"""Files on their way in: no more of one is kept than the form it is for accepts."""

from collections.abc import Callable
from functools import wraps
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, TemporaryFileUploadHandler
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.csrf import csrf_exempt, csrf_protect

View = Callable[..., HttpResponseBase]


class CappedUploadHandler(FileUploadHandler):
    """Passes a file on until it has more bytes than are accepted, and lets the rest run by.

    The form then gets a file that says how large it was and holds nothing, so that it can say so beside its field,
    with everything else that was sent.
    """

    def __init__(self, request: HttpRequest, most_bytes: int) -> None:
        super().__init__(request)
        self.most_bytes = most_bytes
        self.received = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin to count."""
        super().new_file(*args, **kwargs)
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Count; pass on what is still accepted."""
        self.received += len(raw_data)
        return raw_data if self.received <= self.most_bytes else None

    def file_complete(self, file_size: int) -> InMemoryUploadedFile | None:
        """Stand in for a file that was too large; leave any other to the next handler."""
        if self.received <= self.most_bytes:
            return None
        return InMemoryUploadedFile(
            BytesIO(), self.field_name, self.file_name, self.content_type, self.received, self.charset
        )


def capped_uploads(most_bytes: int) -> Callable[[View], View]:
    """Have a view's uploads capped, and streamed to disk in the meantime.

    How files are received must be settled before the form is read, which the check against forged posts does first:
    so that check is taken off the view and made within it.
    """

    def decorate(view: View) -> View:
        checked = csrf_protect(view)

        @csrf_exempt
        @wraps(view)
        def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method == "POST":
                request.upload_handlers = [
                    CappedUploadHandler(request, most_bytes),
                    TemporaryFileUploadHandler(request),
                ]
            return checked(request, *args, **kwargs)

        return wrapped

    return decorate
