"""The connections to the search server that SEARCH_ENGINE names."""

import os
from functools import lru_cache

from django.conf import settings
from elastic_transport.client_utils import DEFAULT
from elasticsearch import Elasticsearch

from portal.core.search_address import Address, read_address

SECONDS = 10  # for what writes and compares; a search has a budget of its own
CONNECTIONS = 16  # of one process


def our_address() -> Address:
    """Return the address that the settings name; they have checked it. Raises ValueError where it is the database."""
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
