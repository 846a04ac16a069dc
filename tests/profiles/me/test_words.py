"""The sections that are words: saving, clashes, what the staff list leaves alone, words handed back."""

import pytest
from django.test import Client

from profiles.enums import Audience, ProfileState, Section
from profiles.models import OldSlug, Technician
from profiles.services.profile import section_seen
from profiles.visibility import section_audiences, view_profile
from tests.factories.people import BuildingFactory, CampusFactory, UserFactory, show

URL = "/me/profile/"


def reread(technician: Technician) -> Technician:
    return Technician.objects.for_owner().get(pk=technician.pk)


def sent(technician: Technician, section: Section, **fields: object) -> dict[str, object]:
    """Return what a section's form sends, as read now."""
    return {"seen": section_seen(reread(technician), section), "audience": "only_me", **fields}


def test_saves_words_and_audience_and_returns_to_the_place(own: Client, drafter: Technician) -> None:
    answer = own.post(
        f"{URL}introduction/",
        sent(
            drafter,
            Section.INTRODUCTION,
            headline=" Keeps  lasers\nhonest ",
            about="One.\r\n\r\nTwo.",
            audience="public",
        ),
    )
    assert (answer.status_code, answer["Location"]) == (302, f"{URL}#introduction")
    kept = reread(drafter)
    assert (kept.headline, kept.about, kept.version) == ("Keeps lasers honest", "One.\n\nTwo.", 2)
    assert section_audiences(kept)[Section.INTRODUCTION] == Audience.PUBLIC
    assert "Saved ‘What I do’." in own.get(URL).content.decode()


@pytest.mark.parametrize(
    ("section", "fields", "words"),
    [
        (Section.INTRODUCTION, {"headline": "x" * 141, "about": ""}, "at most 140 characters"),
        (Section.INTRODUCTION, {"headline": "", "about": "x" * 4001}, "at most 4000 characters"),
        (Section.INTRODUCTION, {"headline": "null\x00byte", "about": ""}, "Null characters are not allowed"),
        (
            Section.ASK_ME_ABOUT,
            {"topics": "\n".join(f"Topic {n}" for n in range(9))},
            "There are 9 lines; 8 are the most",
        ),
        (Section.ASK_ME_ABOUT, {"topics": "y" * 91}, "has 91 characters"),
        (Section.BASICS, {"preferred_name": "???"}, "A name has letters in it"),
        (Section.BASICS, {"preferred_name": "n" * 101}, "at most 100 characters"),
        (Section.CONTACT, {"phone": "call me"}, "does not read as a telephone number"),
        (Section.PLACE, {"campus": "9999"}, "Select a valid choice"),
        (Section.PLACE, {"room": "r" * 61}, "at most 60 characters"),
        (Section.CONTACT, {"phone": "", "audience": "martians"}, "Choose one of the three."),
        (Section.CONTACT, {"phone": "", "audience": ""}, "Choose who sees this section."),
    ],
)
def test_bad_input_is_named_beside_the_field_and_nothing_is_saved_or_lost(
    own: Client, drafter: Technician, section: Section, fields: dict[str, str], words: str
) -> None:
    answer = own.post(f"{URL}{section.value.replace('_', '-')}/", sent(drafter, section, **fields))
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert reread(drafter).version == 1
    for name in ("about", "headline", "topics"):
        if fields.get(name) and "\x00" not in fields[name]:
            assert fields[name] in answer.content.decode()


def test_a_text_of_exactly_the_limit_counts_its_line_ends_once(own: Client, drafter: Technician) -> None:
    text = "a" * 1999 + "\r\n\r\n" + "b" * 1999
    own.post(f"{URL}introduction/", sent(drafter, Section.INTRODUCTION, about=text))
    assert len(reread(drafter).about) == 4000


def test_the_second_tab_is_told_and_keeps_its_words(own: Client, drafter: Technician) -> None:
    first = sent(drafter, Section.INTRODUCTION, headline="From the first window")
    second = sent(drafter, Section.INTRODUCTION, headline="From the second window", about="Long words of mine")
    own.post(f"{URL}introduction/", first)
    answer = own.post(f"{URL}introduction/", second)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "changed in another window" in page
    assert "From the first window" in page  # what is there now
    assert 'value="From the second window"' in page  # what was typed
    assert "Long words of mine" in page
    assert "Save mine over it" in page
    assert reread(drafter).headline == "From the first window"
    second["seen"] = answer.context["form"]["seen"].value()
    assert own.post(f"{URL}introduction/", second).status_code == 302
    assert reread(drafter).headline == "From the second window"


def test_two_tabs_on_two_sections_do_not_disturb_each_other(own: Client, drafter: Technician) -> None:
    one = sent(drafter, Section.INTRODUCTION, headline="Here")
    other = sent(drafter, Section.CONTACT, phone="01632 960 414")
    assert own.post(f"{URL}introduction/", one).status_code == 302
    assert own.post(f"{URL}contact/", other).status_code == 302
    assert (reread(drafter).headline, reread(drafter).phone) == ("Here", "01632 960 414")


def test_a_change_of_audience_elsewhere_is_a_clash_too(own: Client, drafter: Technician) -> None:
    late = sent(drafter, Section.CONTACT, phone="01632 960 414", audience="public")
    show(drafter, Audience.COLLEAGUES, Section.CONTACT)
    assert own.post(f"{URL}contact/", late).status_code == 409
    assert section_audiences(reread(drafter))[Section.CONTACT] == Audience.COLLEAGUES


def test_a_name_of_ones_own_moves_the_address_and_is_left_alone_by_the_staff_list(
    own: Client, drafter: Technician
) -> None:
    own.post(f"{URL}basics/", sent(drafter, Section.BASICS, preferred_name="Nas", pronouns="she/her"))
    kept = reread(drafter)
    assert (kept.display_name, kept.slug, kept.typed_fields) == ("Nas Hallworthy", "nas-hallworthy", ["preferred_name"])
    assert OldSlug.objects.get().slug == "nasrin-hallworthy"
    page = own.get(f"{URL}basics/").content.decode()
    assert "Use the staff list’s again" in page
    own.post(
        f"{URL}basics/", sent(drafter, Section.BASICS, preferred_name="Nas", pronouns="", release=["preferred_name"])
    )
    assert reread(drafter).typed_fields == []


def test_saving_unchanged_fields_leaves_them_to_the_staff_list(own: Client, drafter: Technician) -> None:
    campus = CampusFactory()
    Technician.objects.filter(pk=drafter.pk).update(campus=campus, room="B12")
    own.post(f"{URL}place/", sent(drafter, Section.PLACE, campus=campus.pk, room="B12", working_pattern="Mondays"))
    assert reread(drafter).typed_fields == []
    own.post(f"{URL}place/", sent(drafter, Section.PLACE, campus=campus.pk, room="C4", working_pattern="Mondays"))
    assert reread(drafter).typed_fields == ["room"]


def test_a_building_says_which_campus_and_refuses_another(own: Client, drafter: Technician) -> None:
    building, elsewhere = BuildingFactory(name="Foundry"), CampusFactory()
    answer = own.post(f"{URL}place/", sent(drafter, Section.PLACE, building=building.pk, campus=elsewhere.pk))
    assert f"Foundry is on {building.campus.name}" in answer.content.decode()
    own.post(f"{URL}place/", sent(drafter, Section.PLACE, building=building.pk))
    assert (reread(drafter).building, reread(drafter).campus) == (building, building.campus)
    assert reread(drafter).typed_fields == ["building", "campus"]


def test_what_the_staff_list_says_is_shown_and_cannot_be_sent(own: Client, drafter: Technician) -> None:
    page = own.get(f"{URL}basics/").content.decode()
    assert "Laboratory technician" in page
    assert "ask your HR team" in page
    own.post(f"{URL}basics/", sent(drafter, Section.BASICS, family_name="King", job_title="Professor", grade="10"))
    kept = reread(drafter)
    assert (kept.family_name, kept.job_title, kept.grade) == ("Hallworthy", "Laboratory technician", "")


def test_withdrawing_a_section_takes_it_away_at_once_and_reindexes(
    client: Client,
    live: Technician,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: object,
) -> None:
    indexed: list[int] = []
    monkeypatch.setattr("profiles.services.profile.keeping.reindex_on_commit", indexed.extend)
    Technician.objects.filter(pk=live.pk).update(headline="Keeps the lasers honest")
    page = f"/technicians/{live.slug}/"
    assert "Keeps the lasers honest" in client.get(page).content.decode()
    client.force_login(live.user)
    client.post(f"{URL}introduction/", sent(live, Section.INTRODUCTION, headline="Keeps the lasers honest"))
    client.logout()
    assert "Keeps the lasers honest" not in client.get(page).content.decode()
    assert indexed == [live.pk]


def test_a_profile_that_left_hands_the_words_back(own: Client, drafter: Technician) -> None:
    form = sent(drafter, Section.INTRODUCTION, headline="", about="A page of careful words")
    Technician.objects.filter(pk=drafter.pk).update(state=ProfileState.LEFT)
    answer = own.post(f"{URL}introduction/", form)
    assert answer.status_code == 410
    assert "A page of careful words" in answer.content.decode()
    assert "no longer here" in answer.content.decode()
    assert reread(drafter).about == ""


def test_a_profile_deleted_while_it_is_edited_hands_the_words_back(own: Client, drafter: Technician) -> None:
    form = sent(drafter, Section.ASK_ME_ABOUT, topics="Cold finger\nWarm heart")
    drafter.delete()
    answer = own.post(f"{URL}ask-me-about/", form)
    assert answer.status_code == 410
    assert "Cold finger\nWarm heart" in answer.content.decode()


def test_words_sent_after_the_session_ended_are_shown_to_be_copied(client: Client, drafter: Technician) -> None:
    answer = client.post(f"{URL}introduction/", {"headline": "", "about": "Typed for an hour", "audience": "public"})
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "Typed for an hour" in page
    assert "/account/login/?next=/me/profile/introduction/" in page
    assert reread(drafter).about == ""


def test_nobody_saves_for_somebody_else(own: Client, drafter: Technician, live: Technician) -> None:
    own.post(f"{URL}introduction/", sent(live, Section.INTRODUCTION, headline="Mine now", pk=live.pk))
    assert reread(live).headline == ""


def test_a_colleague_without_a_profile_cannot_save_one(client: Client, db: None) -> None:
    client.force_login(UserFactory())
    assert client.post(f"{URL}introduction/", {"headline": "Hello"}).status_code == 410


def test_unknown_sections_are_not_found(own: Client) -> None:
    assert own.get(f"{URL}salary/").status_code == 404


def test_htmx_swaps_row_and_form_in_place(own: Client, drafter: Technician) -> None:
    htmx = {"HTTP_HX_REQUEST": "true"}
    form = own.get(f"{URL}contact/", **htmx).content.decode()
    assert form.lstrip().startswith('<div class="who open" id="contact"')
    assert 'hx-post="/me/profile/contact/"' in form
    bad = own.post(f"{URL}contact/", sent(drafter, Section.CONTACT, phone="no"), **htmx)
    assert (bad.status_code, "<html" in bad.content.decode()) == (422, False)
    saved = own.post(f"{URL}contact/", sent(drafter, Section.CONTACT, phone="01632 960 414", audience="public"), **htmx)
    words = saved.content.decode()
    assert words.lstrip().startswith('<div class="who" id="contact"')
    assert "01632 960 414" in words
    assert "Saved ‘How to reach me’." in words
    assert 'name="contact" value="public" form="audiences" checked' in words


def test_htmx_is_led_to_sign_in_as_a_page(client: Client, drafter: Technician) -> None:
    answer = client.get(f"{URL}contact/", HTTP_HX_REQUEST="true")
    assert answer["HX-Redirect"] == "/account/login/?next=/me/profile/contact/"
    assert view_profile(reread(drafter), Audience.PUBLIC) is None
