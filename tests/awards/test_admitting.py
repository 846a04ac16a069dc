"""What organisers do with nominations, and that whoever nominates is told: services and screens."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import PageLogEntry

from awards.enums import NominationState
from awards.models import Attachment, Category, Nomination, Round
from awards.services.admitting import Paper, change, count_again, enter_from_paper, override, set_aside
from awards.services.nominating import begin, send
from awards.services.refusals import AlreadyNominatedError, NominatingError, NotReadyError
from portal.accounts.models import User
from portal.accounts.role_sync import sync_roles
from portal.core.roles import Role
from tests.awards.nominating import WORDS, close, subjects, whole
from tests.events.organising import page, queries
from tests.factories.awards import CategoryFactory, NominationFactory, RoundFactory
from tests.factories.people import DepartmentFactory, UserFactory, live_technician

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12  # eight of them the frame of the admin


@pytest.fixture
def organiser(db: None) -> User:
    sync_roles()
    return UserFactory(role=Role.AWARD_ORGANISER.label)


@pytest.fixture
def as_organiser(client: Client, organiser: User) -> Client:
    client.force_login(organiser)
    return client


def to(name: str, row: Nomination) -> str:
    return reverse(f"award_nominations:{name}", args=[row.round_id, row.pk])


def list_of(round_: Round) -> str:
    return reverse("award_nominations:list", args=[round_.pk])


def fresh(row: Nomination) -> Nomination:
    return Nomination.objects.get(pk=row.pk)


# --- services


def test_one_from_paper_counts_as_sent_and_its_nominator_is_told(organiser: User) -> None:
    user, category = UserFactory(), CategoryFactory()
    paper = Paper(category, "Ana Ruiz", "Letter of 3 May", "Good work", email=user.email, technician=live_technician())
    made = enter_from_paper(category.round_id, paper, by=organiser)
    assert (made.state, made.nominator, made.entered_by) == (NominationState.SENT, user, organiser)
    assert subjects(user.email) == [f"A nomination was entered for you: {category.round.scheme.title}"]
    with pytest.raises(AlreadyNominatedError):
        enter_from_paper(category.round_id, paper, by=organiser)
    assert PageLogEntry.objects.filter(action="awards.nomination.enter", user=organiser).count() == 1


def test_one_from_paper_lacks_nothing_and_comes_before_judging(organiser: User) -> None:
    category = CategoryFactory()
    bare = Paper(category, "Ana Ruiz", "On file", "")
    with pytest.raises(NotReadyError, match="Choose whom you nominate"):
        enter_from_paper(category.round_id, bare, by=organiser)
    close(category.round)
    paper = Paper(category, "Ana Ruiz", "On file", "Good", nominee_name="Bea Beck")
    assert enter_from_paper(category.round_id, paper, by=organiser).state == NominationState.SENT
    judged = CategoryFactory(round=RoundFactory(judging=True))
    with pytest.raises(NominatingError, match="until judging opens"):
        enter_from_paper(judged.round_id, Paper(judged, "A", "On file", "B", nominee_name="C"), by=organiser)


def test_set_aside_for_a_reason_and_counted_again(organiser: User) -> None:
    nomination = whole(draft=False)
    with pytest.raises(NominatingError, match="Say why"):
        set_aside(nomination.pk, by=organiser, reason=" \n ")
    set_aside(nomination.pk, by=organiser, reason="Sent\r\ntwice.")
    row = fresh(nomination)
    assert (row.state, row.set_aside_reason) == (NominationState.SET_ASIDE, "Sent twice.")
    with pytest.raises(NominatingError):
        set_aside(nomination.pk, by=organiser, reason="Again.")
    count_again(nomination.pk, by=organiser, reason="It was not.")
    assert fresh(nomination).state == NominationState.SENT
    title = nomination.round.scheme.title
    assert subjects(nomination.nominator.email) == [
        f"Your nomination was set aside: {title}", f"Your nomination counts again: {title}",
    ]  # fmt: skip
    assert [row.reason for row in nomination.changes.all()] == ["It was not.", "Sent twice."]


def test_what_was_set_aside_does_not_come_back_beside_another_of_the_same(organiser: User) -> None:
    first = whole(draft=False)
    set_aside(first.pk, by=organiser, reason="To be written anew.")
    second = whole(category=first.category, nominator=first.nominator, nominee=first.nominees.get().technician)
    send(second.pk)
    with pytest.raises(AlreadyNominatedError):
        count_again(first.pk, by=organiser, reason="Changed my mind.")
    assert fresh(first).state == NominationState.SET_ASIDE


def test_a_rule_is_overridden_for_a_reason_and_the_nominator_can_send_it(organiser: User) -> None:
    round_ = RoundFactory()
    nomination = whole(round=round_)
    with pytest.raises(NominatingError, match="No rule speaks against"):
        override(nomination.pk, by=organiser, reason="Why not.")
    round_.departments.add(DepartmentFactory())
    with pytest.raises(NotReadyError):
        send(nomination.pk)
    override(nomination.pk, by=organiser, reason="Lent to them for a year.")
    assert send(nomination.pk).state == NominationState.SENT
    assert fresh(nomination).overridden_by == organiser
    assert subjects(nomination.nominator.email)[0].startswith("Your nomination can be sent")


def test_a_change_is_kept_shown_and_mailed_with_what_stood_before(client: Client, organiser: User) -> None:
    nomination = whole(draft=False, title="Good wrok")
    question = nomination.round.questions.get()
    said = {"by": organiser, "title": "Good work", "category": nomination.category, "answers": {question.pk: WORDS}}
    changed = change(nomination.pk, reason="A slip.", seen=nomination.version, **said)
    assert [(row.what, row.before, row.after) for row in changed] == [("Title", "Good wrok", "Good work")]
    with pytest.raises(NominatingError, match="changed since you opened it"):
        change(nomination.pk, reason="A slip.", seen=nomination.version, **said)
    seen = fresh(nomination).version
    with pytest.raises(NotReadyError):
        change(nomination.pk, reason="Empty.", seen=seen, **said | {"answers": {question.pk: ""}})
    assert change(nomination.pk, reason="Nothing.", seen=seen, **said) == []
    client.force_login(nomination.nominator)
    shown = page(client, reverse("me_nomination", args=[nomination.pk]))
    assert "Good wrok" in shown
    assert "A slip." in shown
    title = nomination.round.scheme.title
    assert subjects(nomination.nominator.email) == [f"An organiser changed your nomination: {title}"]


@pytest.mark.parametrize("trait", ["judging", "decided"])
def test_nothing_is_changed_or_overridden_once_judging_is_open(organiser: User, trait: str) -> None:
    nomination = whole(category=CategoryFactory(round=RoundFactory(**{trait: True})), draft=False)
    said = {"by": organiser, "title": "Other", "category": nomination.category, "answers": {}, "seen": 0}
    with pytest.raises(NominatingError):
        change(nomination.pk, reason="Late.", **said)
    with pytest.raises(NominatingError):
        override(nomination.pk, by=organiser, reason="Late.")
    if trait == "decided":
        with pytest.raises(NominatingError):
            set_aside(nomination.pk, by=organiser, reason="Late.")
    assert fresh(nomination).title == nomination.title


# --- screens


def test_who_opens_the_screens(client: Client) -> None:
    sync_roles()
    row = whole(draft=False)
    addresses = [
        list_of(row.round), reverse("award_nominations:enter", args=[row.round_id]),
        *(to(name, row) for name in ("one", "change", "set-aside", "count-again", "override")),
    ]  # fmt: skip
    for role in Role:
        client.force_login(UserFactory(role=role.label))
        assert {client.get(one).status_code for one in addresses} == {200 if role == Role.AWARD_ORGANISER else 302}
    client.force_login(UserFactory(role=Role.COMMUNICATIONS_EDITOR.label))
    client.post(to("set-aside", row), {"reason": "Because."})
    assert fresh(row).state == NominationState.SENT


def test_the_list_by_state_category_and_name(as_organiser: Client) -> None:
    round_ = RoundFactory()
    craft, care = CategoryFactory(round=round_), CategoryFactory(round=round_)
    one = NominationFactory(category=craft, nominee=live_technician(given_name="Gwil", family_name="Saltmarsh"))
    two = NominationFactory(category=care, nominee=live_technician(), nominator__last_name="Rookhope")
    draft = NominationFactory(category=care, draft=True)
    NominationFactory()

    def listed(query: str) -> list[Nomination]:
        return [row for row, _ in as_organiser.get(list_of(round_) + query).context["rows"]]

    assert set(listed("")) == {one, two}
    assert listed(f"?category={craft.pk}") == [one]
    assert listed("?q=salt+gwil") == [one]
    assert listed("?q=rookhope") == [two]
    assert listed("?show=draft") == [draft]
    assert listed("?show=dance&category=x&q=%00") == listed("")


def test_a_round_without_categories_lists_its_drafts(as_organiser: Client) -> None:
    round_ = RoundFactory()
    draft = NominationFactory(category=CategoryFactory(round=round_), draft=True)
    Nomination.objects.filter(pk=draft.pk).update(category=None)
    round_.categories.all().delete()
    context = as_organiser.get(f"{list_of(round_)}?show=draft").context
    assert [row for row, _ in context["rows"]] == [draft]
    assert {value: count for value, _, count in context["parts"]}["draft"] == 1


def test_the_list_costs_the_same_for_five_as_for_many(as_organiser: Client) -> None:
    category = CategoryFactory()

    def cost(number: int) -> int:
        for _ in range(number):
            NominationFactory(category=category, nominee=live_technician())
        return queries(as_organiser, list_of(category.round))

    few = cost(5)
    assert cost(55) == few
    assert few <= MOST_QUERIES
    assert queries(as_organiser, list_of(category.round) + "?q=award") <= few + 1  # how many fit is counted then


def test_what_stands_in_a_draft_is_not_shown_to_organisers(as_organiser: Client) -> None:
    draft = whole(title="My own words")
    shown = page(as_organiser, to("one", draft))
    assert "My own words" not in shown
    assert WORDS not in shown
    assert as_organiser.get(to("change", draft)).headers["Location"] == to("one", draft)
    posted = as_organiser.post(to("change", draft), {"title": "Theirs", "reason": "Because."})
    assert posted.headers["Location"] == to("one", draft)
    assert fresh(draft).title == "My own words"


def test_entered_changed_set_aside_and_counted_again_on_the_screens(as_organiser: Client) -> None:
    category = CategoryFactory()
    typed: dict[str, Any] = {
        "name": "Ana Ruiz", "note": "Letter of 3 May", "category": category.pk, "title": "Good",
        "nominee_name": "Bea Beck", "technician": "", "email": "",
    }  # fmt: skip
    enter = reverse("award_nominations:enter", args=[category.round_id])
    assert as_organiser.post(enter, typed | {"technician": live_technician().pk}).status_code == 422
    as_organiser.post(enter, typed)
    row = Nomination.objects.get()
    assert (row.state, row.from_name, row.nominees.get().name) == (NominationState.SENT, "Ana Ruiz", "Bea Beck")
    as_organiser.post(
        to("change", row), {"title": "Better", "category": category.pk, "reason": "A slip.", "version": row.version}
    )
    assert fresh(row).title == "Better"
    as_organiser.post(to("set-aside", row), {"reason": "Twice."})
    assert fresh(row).state == NominationState.SET_ASIDE
    as_organiser.post(to("count-again", row), {"reason": "Once."})
    assert fresh(row).state == NominationState.SENT


def test_a_nomination_of_another_round_is_not_there(as_organiser: Client) -> None:
    row, other = whole(draft=False), RoundFactory()
    assert as_organiser.get(reverse("award_nominations:one", args=[other.pk, row.pk])).status_code == 404


def test_a_file_is_released_to_judges_of_a_blind_round_and_held_back(as_organiser: Client) -> None:
    row = whole(draft=False)
    Round.objects.filter(pk=row.round_id).update(blind="both")
    file = Attachment.objects.create(nomination=row, kind="pdf", file="awards/a.pdf", label="A letter", size=1)
    for do, released in (("release", True), ("hold", False)):
        address = reverse(f"award_nominations:{do}_file", args=[row.round_id, row.pk, file.pk])
        assert address in page(as_organiser, to("one", row))
        as_organiser.post(address)
        file.refresh_from_db()
        assert file.is_released == released


def test_a_category_of_another_round_is_refused(organiser: User) -> None:
    row, other = whole(draft=False), CategoryFactory()
    said = {"by": organiser, "title": "T", "answers": {}, "seen": row.version, "reason": "Why."}
    with pytest.raises(NominatingError, match="categories of this round"):
        change(row.pk, category=other, **said)
    assert Category.objects.get(pk=fresh(row).category_id) == row.category
    assert begin(row.round_id, user=organiser).state == NominationState.DRAFT
