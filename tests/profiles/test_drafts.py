"""Drafts for colleagues: written, accepted, refused, withdrawn; seen by author and owner and by nobody else."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.accounts.models import User
from portal.core.models import OutboxMail
from portal.core.registries import personal_data
from profiles.enums import Audience, DraftState, ProfileState, Section
from profiles.models import SectionDraft, Technician
from profiles.services.drafts import DraftError, forget_old_drafts, offer_draft
from profiles.services.profile import section_seen
from tests.factories.people import UserFactory, live_technician, show
from tests.profiles.drafting import DRAFTS, form_of, signed

pytestmark = pytest.mark.django_db
HERE = "/technicians/nasrin-hallworthy/"


@pytest.fixture
def nasrin() -> Technician:
    return live_technician(
        given_name="Nasrin", family_name="Hallworthy", slug="nasrin-hallworthy", headline="Secret line", about=""
    )


@pytest.fixture
def author() -> User:
    return UserFactory(first_name="Beatrix", last_name="Hart")


def draft_of(nasrin: Technician, author: User, slug: str = "introduction") -> SectionDraft:
    answer = signed(author).post(f"{HERE}draft/{slug}/", {**DRAFTS[slug], "note": "You are too modest."})
    assert (answer.status_code, answer["Location"]) == (302, "/me/drafts/")
    return SectionDraft.objects.get(section=slug.replace("-", "_"), author=author)


def test_the_page_leads_colleagues_to_it_and_nobody_else(nasrin: Technician, author: User) -> None:
    words = "Draft a section for"
    assert words in signed(author).get(HERE).content.decode()
    assert words not in Client().get(HERE).content.decode()
    assert words not in signed(nasrin.user).get(HERE).content.decode()
    assert words not in signed(nasrin.user).get("/me/profile/as/colleagues/").content.decode()
    assert Client().get(f"{HERE}draft/")["Location"].startswith("/account/login/")
    assert signed(nasrin.user).get(f"{HERE}draft/")["Location"] == "/me/profile/"


@pytest.mark.parametrize("slug", DRAFTS)
def test_the_form_begins_empty_and_has_no_audience(nasrin: Technician, author: User, slug: str) -> None:
    show(nasrin, Audience.ONLY_ME)
    show(nasrin, Audience.COLLEAGUES, Section.BASICS)
    page = signed(author).get(f"{HERE}draft/{slug}/").content.decode()
    assert "Secret line" not in page
    assert 'name="audience"' not in page
    assert 'name="orcid"' not in page


@pytest.mark.parametrize("slug", DRAFTS)
def test_offered_looked_at_and_saved_by_its_owner(nasrin: Technician, author: User, slug: str) -> None:
    draft = draft_of(nasrin, author, slug)
    owner = signed(nasrin.user)
    assert "Beatrix Hart drafted" in owner.get("/me/").content.decode()
    assert OutboxMail.objects.get(key=f"draft:{draft.pk}:offered").to == nasrin.email
    page = owner.get(f"/me/profile/drafts/{draft.pk}/")
    assert "You are too modest." in page.content.decode()
    assert all(line in page.content.decode() for value in DRAFTS[slug].values() for line in value.split("\n"))
    nasrin.refresh_from_db()
    assert nasrin.version == 1  # looking changes nothing
    answer = owner.post(f"/me/profile/drafts/{draft.pk}/", form_of(page))
    assert answer["Location"] == f"/me/profile/#{slug}"
    draft.refresh_from_db()
    assert draft.state == DraftState.ACCEPTED
    assert OutboxMail.objects.get(key=f"draft:{draft.pk}:accepted").to == author.email
    nasrin.refresh_from_db()
    rows = [nasrin.contributions, nasrin.achievements, nasrin.committee_seats, nasrin.offers]
    assert nasrin.version == 2
    assert nasrin.headline == ("Keeps water from crystallising" if slug == "introduction" else "Secret line")
    assert nasrin.ask_me_about == (["Ice", "Vacuum"] if slug == "ask-me-about" else [])
    assert sum(row.count() for row in rows) == (0 if slug in {"introduction", "ask-me-about"} else 1)
    assert nasrin.audiences.get(section=draft.section).audience == Audience.PUBLIC
    assert owner.get(f"/me/profile/drafts/{draft.pk}/").status_code == 404


def test_the_owner_changes_it_before_saving(nasrin: Technician, author: User) -> None:
    draft = draft_of(nasrin, author)
    owner = signed(nasrin.user)
    url = f"/me/profile/drafts/{draft.pk}/"
    sent = form_of(owner.get(url))
    wrong = owner.post(url, sent | {"headline": "x" * 141})
    assert wrong.status_code == 422
    draft.refresh_from_db()
    assert draft.state == DraftState.OFFERED
    owner.post(url, sent | {"headline": "Mine, then", "audience": "only_me"})
    nasrin.refresh_from_db()
    assert (nasrin.headline, nasrin.about) == ("Mine, then", "She would never say it.")
    assert nasrin.audiences.get(section="introduction").audience == Audience.ONLY_ME


def test_a_section_changed_meanwhile_is_not_overwritten(nasrin: Technician, author: User) -> None:
    draft = draft_of(nasrin, author)
    owner = signed(nasrin.user)
    url = f"/me/profile/drafts/{draft.pk}/"
    sent = form_of(owner.get(url))
    now = Technician.objects.for_owner().get(pk=nasrin.pk)
    seen = section_seen(now, Section.INTRODUCTION)
    owner.post("/me/profile/introduction/", {"headline": "Newer", "about": "", "audience": "public", "seen": seen})
    assert owner.post(url, sent).status_code == 409
    nasrin.refresh_from_db()
    draft.refresh_from_db()
    assert (nasrin.headline, draft.state) == ("Newer", DraftState.OFFERED)


def test_refused_with_words(nasrin: Technician, author: User) -> None:
    draft = draft_of(nasrin, author)
    answer = signed(nasrin.user).post(f"/me/profile/drafts/{draft.pk}/refuse/", {"answer": "Kind, but no."})
    assert answer["Location"] == "/me/"
    draft.refresh_from_db()
    assert (draft.state, draft.answer) == (DraftState.REFUSED, "Kind, but no.")
    assert "Kind, but no." in OutboxMail.objects.get(key=f"draft:{draft.pk}:refused").body
    page = signed(author).get("/me/drafts/").content.decode()
    assert "Not taken." in page
    assert "Kind, but no." in page
    nasrin.refresh_from_db()
    assert nasrin.headline == "Secret line"


def test_withdrawn_by_its_author_alone(nasrin: Technician, author: User) -> None:
    draft = draft_of(nasrin, author)
    url = f"/me/drafts/{draft.pk}/withdraw/"
    assert signed(UserFactory()).post(url).status_code == 404
    assert signed(nasrin.user).post(url).status_code == 404
    assert signed(author).post(url)["Location"] == "/me/drafts/"
    draft.refresh_from_db()
    assert draft.state == DraftState.WITHDRAWN
    assert signed(nasrin.user).get(f"/me/profile/drafts/{draft.pk}/").status_code == 404
    assert "drafted" not in signed(nasrin.user).get("/me/").content.decode()
    assert signed(author).post(url).status_code == 404


def test_nobody_else_reaches_it(nasrin: Technician, author: User) -> None:
    draft = draft_of(nasrin, author)
    other = signed(live_technician().user)
    for url in (f"/me/profile/drafts/{draft.pk}/", f"/me/profile/drafts/{draft.pk}/refuse/"):
        assert other.post(url, {"answer": "No"}).status_code == 404
        assert signed(author).post(url).status_code == 410  # the author has no profile
    assert "You are too modest" not in other.get("/me/drafts/").content.decode()
    draft.refresh_from_db()
    assert draft.state == DraftState.OFFERED


@pytest.mark.parametrize("slug", ["skills", "contact", "basics", "photo", "nothing"])
def test_other_sections_are_their_owners(nasrin: Technician, author: User, slug: str) -> None:
    assert signed(author).get(f"{HERE}draft/{slug}/").status_code == 404


def test_who_does_not_see_the_profile_cannot_draft_for_it(nasrin: Technician, author: User) -> None:
    show(nasrin, Audience.ONLY_ME, Section.BASICS)
    for url in (f"{HERE}draft/", f"{HERE}draft/introduction/"):
        assert signed(author).get(url).status_code == 404
    assert signed(author).post(f"{HERE}draft/introduction/", DRAFTS["introduction"]).status_code == 404
    assert not SectionDraft.objects.exists()


@pytest.mark.parametrize(
    ("slug", "fields", "words"),
    [
        ("introduction", {}, "There is nothing in it yet."),
        ("introduction", {"headline": "x" * 141}, "at most 140 characters"),
        ("ask-me-about", {"topics": "\n".join(f"Topic {n}" for n in range(99))}, "are the most"),
        ("contributions", {"year": "2020", "kind": "paper", "credit": "author"}, "Give its title."),
        ("contributions", {"title": "T", "year": "2020", "kind": "paper", "credit": "author", "doi": "x"}, "A DOI"),
        ("committees", {"committee": "C", "started_on": "never"}, "Enter a valid date"),
        ("offers", {"words": "An hour"}, "Choose what you offer."),
    ],
)
def test_refuses_what_cannot_be(
    nasrin: Technician, author: User, slug: str, fields: dict[str, str], words: str
) -> None:
    answer = signed(author).post(f"{HERE}draft/{slug}/", fields)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not SectionDraft.objects.exists()


def test_one_of_a_section_five_open_ten_a_day(nasrin: Technician, author: User) -> None:
    def offer(technician: Technician) -> SectionDraft:
        return offer_draft(technician.pk, Section.INTRODUCTION, author, {"headline": "H"}, "")

    offer(nasrin)
    with pytest.raises(DraftError, match="waiting already"):
        offer(nasrin)
    for _ in range(4):
        offer(live_technician())
    with pytest.raises(DraftError, match="5 drafts of yours are waiting"):
        offer(live_technician())
    SectionDraft.objects.update(state=DraftState.REFUSED)
    for _ in range(5):
        offer(live_technician())
    SectionDraft.objects.update(state=DraftState.REFUSED)
    with pytest.raises(DraftError, match="Carry on tomorrow"):
        offer(live_technician())
    SectionDraft.objects.update(created_at=timezone.now() - timedelta(days=2))
    assert offer(nasrin).state == DraftState.OFFERED


def test_nobody_drafts_for_who_is_not_there(nasrin: Technician, author: User) -> None:
    Technician.objects.filter(pk=nasrin.pk).update(state=ProfileState.HIDDEN)
    with pytest.raises(DraftError, match="nobody to take"):
        offer_draft(nasrin.pk, Section.OFFERS, author, {}, "")
    Technician.objects.filter(pk=nasrin.pk).update(state=ProfileState.LIVE)
    with pytest.raises(DraftError, match="nobody to take"):
        offer_draft(nasrin.pk, Section.OFFERS, nasrin.user, {}, "")


def test_both_get_their_own_and_it_is_erased(nasrin: Technician, author: User) -> None:
    draft_of(nasrin, author)
    data = personal_data.get("profile_requests")
    assert data is not None
    assert data.export(author)["sections drafted for colleagues"][0]["fields"] == DRAFTS["introduction"]
    assert data.export(nasrin.user)["sections drafted for you"][0]["author"] == "Beatrix Hart"
    assert data.export(UserFactory()) == {
        "sections drafted for colleagues": [],
        "sections drafted for you": [],
        "problems reported": [],
        "photos asked for": [],
    }
    assert data.erase(author) == 1
    assert not SectionDraft.objects.exists()


def test_what_was_decided_is_forgotten_after_a_year(nasrin: Technician, author: User) -> None:
    draft = draft_of(nasrin, author)
    assert forget_old_drafts() == 0
    SectionDraft.objects.filter(pk=draft.pk).update(decided_at=timezone.now() - timedelta(days=366))
    assert forget_old_drafts() == 1


def test_my_drafts_cost_the_same_for_one_and_for_thirty(author: User) -> None:
    client = signed(author)
    counts = []
    for many in (1, 29):
        for _ in range(many):
            SectionDraft.objects.create(
                technician=live_technician(), section=Section.OFFERS, author=author, fields={"words": "W"}
            )
        client.get("/me/drafts/")
        with CaptureQueriesContext(connection) as captured:
            client.get("/me/drafts/")
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_a_colleagues_mail_names_nobody_who_hid_meanwhile(nasrin: Technician, author: User) -> None:
    draft = draft_of(nasrin, author)
    Technician.objects.filter(pk=nasrin.pk).update(state=ProfileState.HIDDEN)
    signed(nasrin.user).post(f"/me/profile/drafts/{draft.pk}/refuse/", {"answer": ""})
    body = OutboxMail.objects.get(key=f"draft:{draft.pk}:refused").body
    assert "Its owner has not taken" in body
    assert "Nasrin" not in body
    assert "A profile that is no longer shown" in signed(author).get("/me/drafts/").content.decode()
