"""The file of the sample plans is sound: it is written without the services that would refuse what is wrong."""

from itertools import pairwise
from typing import Any

import pytest

from plan.enums import ActionStatus, ContinuationKind, ThemeSlug, TimescaleKind
from plan.spans import PlanPeriod
from plan.timescales import read_timescale
from portal.core.registries import measures
from portal.demo.loading import sample_accounts
from portal.demo.plans import sample_plans

DATA = sample_plans()
ACTIONS = [
    pytest.param(plan, action, id=f"{plan['slug']} {action['code']}")
    for plan in DATA["plans"]
    for action in plan["actions"]
]
OLDER = {action["code"] for action in DATA["plans"][1]["actions"]}


@pytest.mark.parametrize(("plan", "action"), ACTIONS)
def test_an_action_is_sound(plan: dict[str, Any], action: dict[str, Any]) -> None:
    period = PlanPeriod(plan["start"], plan["end"])
    timescale = read_timescale(action["when"], period)
    assert timescale.kind != TimescaleKind.UNKNOWN
    assert action.get("met", 0) <= len(timescale.occurrences)
    assert action["themes"]
    assert set(action["themes"]) <= set(ThemeSlug.values)
    assert action["leads"]
    for step in action.get("steps", []):
        assert read_timescale(step["when"], period).kind != TimescaleKind.UNKNOWN
    for update in action.get("updates", []):
        assert update["status"] in ActionStatus.values
        assert update["note"]
        assert update["by"]
        assert plan["start"] <= update["on"]
    assert all(one["on"] < other["on"] for one, other in pairwise(action.get("updates", [])))
    if "account" in action:
        assert action["account"] in {email for _, email in sample_accounts()}
    if "continues" in action:
        code, kind = action["continues"]
        assert code in OLDER
        assert kind in ContinuationKind.values


@pytest.mark.parametrize(("plan", "action"), ACTIONS)
def test_a_target_can_be_read(plan: dict[str, Any], action: dict[str, Any]) -> None:
    reported = {row["label"] for row in DATA["reported"]}
    for target in action.get("targets", []):
        assert plan["start"] < target["by"] <= plan["end"]
        if "reported" in target:
            assert target["reported"] in reported
        else:
            assert measures.get(target["measure"]) is not None
            assert target["measure"] in DATA["readings"]


def test_codes_are_told_apart() -> None:
    for plan in DATA["plans"]:
        codes = [action["code"] for action in plan["actions"]]
        assert len(set(codes)) == len(codes)


def test_readings_are_of_the_same_months() -> None:
    assert {len(values) for values in DATA["readings"].values()} == {15}
