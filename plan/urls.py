"""Addresses of action plans: for everybody, and for those who lead actions."""

from django.urls import path

from plan.views import me

urlpatterns = [
    path("me/actions/", me.actions, name="me_actions"),
    path("me/actions/<int:pk>/", me.action, name="me_action"),
    path("me/actions/<int:pk>/looked-at/", me.looked_at, name="me_action_looked_at"),
    path("me/actions/<int:pk>/done/", me.done, name="me_action_done"),
]
