"""Where the search server is: what SEARCH_ENGINE says, read and checked."""

import os
import re
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from urllib.parse import unquote, urlsplit

from django.conf import settings
from elastic_transport.client_utils import DEFAULT
from elasticsearch import Elasticsearch

USUAL_PREFIX = "portal"
USUAL_PORT = 9200
SECONDS = 10  # for what writes and compares; a search has a budget of its own
CONNECTIONS = 16  # of one process
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
    return setting != "database"


def read_address(setting: str, certificates: str = "") -> Address:
    """Return what `http(s)://[user:password@]host[:port]/[prefix of indices]` says.

    Raises ValueError, in words for whoever wrote the setting, and without the password in it.
    """
    parts = urlsplit(setting)
    if parts.scheme not in {"http", "https"}:
        raise ValueError("It is neither ‘database’ nor an address that begins with http:// or https://.")
    try:
        host, port = parts.hostname, parts.port or USUAL_PORT
    except ValueError:
        raise ValueError("The port is no number up to 65535.") from None
    if not host:
        raise ValueError("It names no host.")
    if parts.query or parts.fragment:
        raise ValueError(
            "Nothing may follow the prefix of the indices. In a password write %3F for ‘?’ and %23 for ‘#’."
        )
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


def our_address() -> Address:
    """Return the address that the settings name. Raises ValueError where it is none."""
    return read_address(settings.SEARCH_ENGINE, settings.SEARCH_ENGINE_CA)


def client_of(address: Address) -> Elasticsearch:
    """Return this process's client: its connections are kept, and shared with no process that is forked off."""
    return _client(address, os.getpid())


@lru_cache(maxsize=4)
def _client(address: Address, process: int) -> Elasticsearch:
    return Elasticsearch(
        address.url,
        basic_auth=(address.user, address.password) if address.user else None,
        ca_certs=address.certificates or DEFAULT,
        connections_per_node=CONNECTIONS,
        request_timeout=SECONDS,
        max_retries=0,
        retry_on_timeout=False,
    )
