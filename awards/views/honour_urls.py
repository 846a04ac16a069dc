"""Addresses of honours: the board, and what those who are honoured answer."""

from django.urls import path

from . import honoured, honours

urlpatterns = [
    path("awards/honours/", honours.board, name="award_board"),
    path("awards/honoured/<str:secret>/", honoured.by_link, name="award_honoured"),
    path("awards/honoured/<str:secret>/certificate/", honoured.certificate_by_link, name="award_certificate_by_link"),
    path(
        "awards/honoured/<str:secret>/certificate.pdf", honoured.certificate_by_link, {"as_file": True},
        name="award_certificate_file_by_link",
    ),
    path("me/honours/", honoured.mine, name="me_honours"),
    path("me/honours/<int:pk>/", honoured.own, name="me_honour"),
    path("me/honours/<int:pk>/certificate/", honoured.certificate, name="me_honour_certificate"),
    path(
        "me/honours/<int:pk>/certificate.pdf", honoured.certificate, {"as_file": True},
        name="me_honour_certificate_file",
    ),
]  # fmt: skip
