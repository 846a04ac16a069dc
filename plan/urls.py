"""Addresses of action plans: for everybody, and for those who lead actions."""

from django.urls import path

from plan.feeds import updates_feed
from plan.views import me
from plan.views.action import action, ask
from plan.views.plan_data import current_plan_data, plan_data
from plan.views.plan_files import plan_file
from plan.views.plans import current_plan, older_plan

urlpatterns = [
    path("plan/", current_plan, name="plan"),
    path("plan/updates.atom", updates_feed, name="plan_feed"),
    path("plan/<slug:plan>/", older_plan, name="plan_older"),
    path("plan/<slug:plan>/actions.<str:kind>", plan_file, name="plan_file"),
    path("api/plan/", current_plan_data, name="plan_api"),
    path("api/plan/<slug:plan>/", plan_data, name="plan_api_older"),
    path("me/actions/", me.actions, name="me_actions"),
    path("me/actions/<int:pk>/", me.action, name="me_action"),
    path("me/actions/<int:pk>/looked-at/", me.looked_at, name="me_action_looked_at"),
    path("me/actions/<int:pk>/done/", me.done, name="me_action_done"),
    path("plan/<slug:plan>/<slug:code>/", action, name="action"),
    path("plan/<slug:plan>/<slug:code>/ask/", ask, name="action_ask"),
]
