"""Every output answers each viewer as the list says: who may, may, and nobody else."""

import pytest

from tests.outputs.crawl import ask, ask_for, client_of
from tests.outputs.listing import OUTPUTS
from tests.outputs.output import Kind
from tests.outputs.viewers import ROLE_OF, Viewer
from tests.outputs.world import World

REFUSED = (302, 403, 404)
# Where those are sent who may not: the log-in, the admin's door or its first page (Wagtail's way), the way to a profile
SENT_TO = ("/account/login/", "/admin/login/", "/admin/\n", "/claim/\n")


@pytest.mark.parametrize("viewer", Viewer)
def test_statuses(world: World, viewer: Viewer) -> None:
    client = client_of(world, viewer)
    wrong = []
    for output in OUTPUTS:
        answer = ask_for(client, world, output)
        wanted = output.statuses[viewer]
        if answer.status != wanted:
            wrong.append(f"{output.name}: {answer.address} gave {answer.status} instead of {wanted}")
    assert not wrong, f"As {viewer}:\n" + "\n".join(wrong)


@pytest.mark.parametrize("viewer", Viewer)
def test_actions_are_refused_to_others(world: World, viewer: Viewer) -> None:
    """An address that only takes POST refuses a POST of whoever may not use it, and changes nothing by it."""
    client = client_of(world, viewer)
    wrong = []
    for output in OUTPUTS:
        if output.kind is not Kind.ACTION or output.statuses[viewer] == 405:
            continue
        answer = ask(client, output.address(world), "post")
        sent_away = answer.status != 302 or any(f"Location: {place}" in answer.headers for place in SENT_TO)
        if answer.status not in REFUSED or not sent_away:
            wrong.append(f"{output.name}: {answer.address} gave {answer.status}, {answer.headers}")
    assert not wrong, f"As {viewer}:\n" + "\n".join(wrong)


def test_every_role_is_a_viewer() -> None:
    from portal.core.roles import Role  # noqa: PLC0415 (beside its use)

    assert set(ROLE_OF.values()) == set(Role)
