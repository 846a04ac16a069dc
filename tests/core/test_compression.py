"""Text is sent packed to those who can unpack it; what is packed already is not packed again."""

import gzip

import pytest
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.test import Client, RequestFactory

from portal.core.compression import CompressText

WORDS = b"A technician knows. " * 100


def answered(response: HttpResponseBase, accepts: str = "gzip") -> HttpResponseBase:
    request: HttpRequest = RequestFactory().get("/", headers={"accept-encoding": accepts})
    return CompressText(lambda asked: response)(request)


@pytest.mark.parametrize(
    "kind", ["text/html; charset=utf-8", "application/json", "application/rss+xml", "image/svg+xml"]
)
def test_text_is_packed(kind: str) -> None:
    response = answered(HttpResponse(WORDS, content_type=kind))
    assert response["Content-Encoding"] == "gzip"
    assert gzip.decompress(response.content) == WORDS  # type: ignore[attr-defined]
    assert "Accept-Encoding" in response["Vary"]


@pytest.mark.parametrize("kind", ["image/webp", "application/pdf", "application/zip"])
def test_what_is_packed_already_keeps_its_length(kind: str) -> None:
    response = answered(FileResponse(iter([WORDS]), content_type=kind, headers={"Content-Length": str(len(WORDS))}))
    assert "Content-Encoding" not in response
    assert response["Content-Length"] == str(len(WORDS))


def test_who_cannot_unpack_gets_it_as_it_is() -> None:
    assert "Content-Encoding" not in answered(HttpResponse(WORDS), accepts="identity")


@pytest.mark.django_db
def test_pages_are_packed(client: Client) -> None:
    assert client.get("/technicians/", headers={"accept-encoding": "gzip"})["Content-Encoding"] == "gzip"
