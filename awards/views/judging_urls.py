"""Addresses of those who judge."""

from django.urls import URLPattern, path

from . import chairing, judging

_ROUND, _ONE = "me/judging/<int:pk>/", "me/judging/<int:pk>/<int:number>/"

urlpatterns: list[URLPattern] = [
    path("me/judging/", judging.mine, name="me_judging"),
    path(_ROUND, judging.one_round, name="me_judging_round"),
    path(f"{_ROUND}pack/", judging.pack, name="me_judging_pack"),
    path(f"{_ROUND}table/", chairing.table, name="me_judging_table"),
    path(f"{_ROUND}remind/", chairing.remind, name="me_judging_remind"),
    path(f"{_ROUND}minutes.docx", chairing.minutes, name="me_judging_minutes"),
    path(_ONE, judging.one_candidate, name="me_judging_candidate"),
    path(f"{_ONE}files/<int:file>/", judging.one_file, name="me_judging_file"),
    path(f"{_ONE}decide/", chairing.one_decision, name="me_judging_decide"),
]
