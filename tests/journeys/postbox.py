"""The mail server of a browser test: a real one, which keeps each mail as a file beside the site."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller

PORT_FILE = "smtp-port"  # in the site's folder: its processes read it


class _Postbox:
    """Takes every mail."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.numbers = folder, count(1)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 (aiosmtpd's name)
        """Keep it in the order in which they came."""
        (self.folder / f"smtp-{next(self.numbers):05}").write_bytes(envelope.original_content)
        return "250 OK"


@contextmanager
def postbox(folder: Path, port: int) -> Iterator[None]:
    """Run the mail server for a site's folder for the length of the context."""
    mails = folder / "mail"
    mails.mkdir(exist_ok=True)
    controller = Controller(_Postbox(mails), hostname="127.0.0.1", port=port)
    controller.start()
    (folder / PORT_FILE).write_text(str(port), encoding="utf-8")
    try:
        yield
    finally:
        controller.stop()
