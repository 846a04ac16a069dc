"""What SEARCH_ENGINE may say, read and checked: asked by the settings themselves, before anything else is loaded."""

import re
from dataclasses import dataclass, field
from hashlib import sha256
from urllib.parse import SplitResult, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

DATABASE = "database"
FORM = "database, or http(s)://[user:password@]host[:port]/[prefix of indices]"
USUAL_PREFIX = "portal"
USUAL_PORT = 9200
# Of https://www.elastic.co/guide/en/elasticsearch/reference/8.18/indices-create-index.html, and no comma or star
_PREFIX = re.compile(r"[a-z0-9][a-z0-9_.-]{0,60}")


@dataclass(frozen=True)
class Address:
    """A search server, who we are to it, and how our indices' names begin."""

    url: str
    user: str
    password: str = field(repr=False)
    prefix: str
    certificates: str = ""

    @property
    def digest(self) -> str:
        """Return what tells this server and these indices from others; no password can be read out of it."""
        return sha256(f"{self.url} {self.prefix}".encode()).hexdigest()


def is_address(setting: str) -> bool:
    """Say whether SEARCH_ENGINE names a server, and not the database."""
    return setting != DATABASE


def read_address(setting: str, certificates: str = "") -> Address:
    """Return what `http(s)://[user:password@]host[:port]/[prefix of indices]` says.

    Raises ValueError, in words for whoever wrote the setting, and without the password in it.
    """
    parts = _parts_of(setting)
    if parts.query or parts.fragment:
        raise ValueError(
            "Nothing may follow the prefix of the indices. In a password write %3F for ‘?’ and %23 for ‘#’."
        )
    try:
        host, port = parts.hostname, parts.port or USUAL_PORT
    except ValueError:
        raise ValueError("The port is no number up to 65535. In a password write %2F for ‘/’.") from None
    if not host:
        raise ValueError("It names no host.")
    if bool(parts.username) != bool(parts.password):
        raise ValueError("It names a user or a password and not both: user:password@host.")
    prefix = parts.path.strip("/") or USUAL_PREFIX
    if not _PREFIX.fullmatch(prefix):
        raise ValueError(
            "The prefix of the indices, after the last slash, is at most 61 small letters, digits, ‘-’, ‘_’ and ‘.’, "
            "and begins with a letter or digit."
        )
    return Address(
        url=f"{parts.scheme}://{f'[{host}]' if ':' in host else host}:{port}",
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        prefix=prefix,
        certificates=certificates,
    )


def _parts_of(setting: str) -> SplitResult:
    try:
        parts = urlsplit(setting)
    except ValueError:  # brackets that are not an address of IPv6
        raise ValueError("The host cannot be read. In a password write %5B for ‘[’ and %5D for ‘]’.") from None
    if parts.scheme not in {"http", "https"}:
        raise ValueError("It is neither ‘database’ nor an address that begins with http:// or https://.")
    return parts


def checked(setting: str) -> str:
    """Return what SEARCH_ENGINE says as it is.

    Raises ImproperlyConfigured where it cannot be used, so that nothing starts, and not every search fails.
    """
    if is_address(setting):
        try:
            read_address(setting)
        except ValueError as error:
            raise ImproperlyConfigured(f"SEARCH_ENGINE cannot be used. {error} Set it to {FORM}.") from None
    return setting
