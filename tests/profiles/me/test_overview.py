"""The list of sections: audiences, going live, hiding, previews."""

import pytest
from django.test import Client
from django.urls import reverse

from portal.accounts.models import Consent
from profiles.enums import Audience, ProfileState, Section
from profiles.models import SectionAudience, Technician
from profiles.services.profile import audiences_seen
from profiles.visibility import section_audiences, view_profile
from tests.factories.people import UserFactory, show

URL = "/me/profile/"


def choices(technician: Technician, audience: Audience = Audience.ONLY_ME, **others: str) -> dict[str, str]:
    """Return what the form of audiences sends."""
    chosen = {section.value: audience.value for section in Section}
    return {**chosen, **others, "seen": audiences_seen(technician)}


def reread(technician: Technician) -> Technician:
    return Technician.objects.for_views().get(pk=technician.pk)


def test_lists_every_section_with_its_edit_link_and_switch(own: Client) -> None:
    page = own.get(URL).content.decode()
    for section in Section:
        assert f'href="/me/profile/{section.value.replace("_", "-")}/"' in page
        assert page.count(f'name="{section.value}" value="only_me" form="audiences" checked') == 1
    assert "Your profile is a draft" in page


def test_one_save_sets_who_sees_what(own: Client, drafter: Technician) -> None:
    answer = own.post(f"{URL}audiences/", choices(drafter, skills="public", basics="colleagues"))
    assert (answer.status_code, answer["Location"]) == (302, URL)
    kept = section_audiences(reread(drafter))
    assert kept[Section.SKILLS] == Audience.PUBLIC
    assert kept[Section.BASICS] == Audience.COLLEAGUES
    assert kept[Section.PHOTO] == Audience.ONLY_ME


def test_a_draft_records_no_agreement_and_a_live_profile_each_opening_and_closing(
    own: Client, drafter: Technician
) -> None:
    own.post(f"{URL}audiences/", choices(drafter, basics="public"))
    assert Consent.objects.count() == 0
    own.post(f"{URL}go-live/", {"agreed": "on"})
    given = Consent.objects.get(use="profile:public")
    assert (given.user, given.given) == (drafter.user, True)
    assert "I agree" in given.wording
    assert "Sections: Name and job." in given.wording
    own.post(f"{URL}audiences/", choices(reread(drafter), basics="colleagues"))
    taken = Consent.objects.filter(use="profile:public").first()
    assert taken is not None
    assert (taken.given, taken.wording) == (False, "No longer shown to public: Name and job.")
    assert Consent.objects.filter(use="profile:colleagues").count() == 1


def test_refuses_an_unknown_audience_and_keeps_the_rest_chosen(own: Client, drafter: Technician) -> None:
    answer = own.post(f"{URL}audiences/", choices(drafter, skills="martians", photo="public"))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Choose one of the three for ‘Skills’." in page
    assert 'name="photo" value="public" form="audiences" checked' in page
    assert not SectionAudience.objects.exists()


def test_a_section_whose_form_stands_open_in_the_list_is_left_as_it_is(own: Client, drafter: Technician) -> None:
    show(drafter, Audience.PUBLIC, Section.SKILLS)
    form = choices(drafter, photo="colleagues")
    del form["skills"]
    assert own.post(f"{URL}audiences/", form).status_code == 302
    kept = section_audiences(reread(drafter))
    assert (kept[Section.SKILLS], kept[Section.PHOTO]) == (Audience.PUBLIC, Audience.COLLEAGUES)


def test_the_second_tab_is_told_keeps_its_choices_and_may_save_again(own: Client, drafter: Technician) -> None:
    late = choices(drafter, skills="public")
    show(drafter, Audience.COLLEAGUES, Section.CONTACT)
    answer = own.post(f"{URL}audiences/", late)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "changed in another window" in page
    assert 'name="skills" value="public" form="audiences" checked' in page
    assert not SectionAudience.objects.filter(section=Section.SKILLS).exists()
    late["seen"] = answer.context["form"]["seen"].value()
    assert own.post(f"{URL}audiences/", late).status_code == 302
    assert section_audiences(reread(drafter))[Section.SKILLS] == Audience.PUBLIC
    assert section_audiences(reread(drafter))[Section.CONTACT] == Audience.ONLY_ME


def test_going_live_asks_for_agreement(own: Client, drafter: Technician) -> None:
    show(drafter, Audience.PUBLIC, Section.BASICS)
    page = own.get(f"{URL}go-live/").content.decode()
    assert "I agree that my profile goes live" in page
    assert " checked" not in page
    answer = own.post(f"{URL}go-live/", {})
    assert answer.status_code == 422
    assert "goes live only if you agree" in answer.content.decode()
    assert reread(drafter).state == ProfileState.DRAFT
    assert not Consent.objects.exists()


def test_going_live_with_nothing_shown_says_so_and_offers_one_choice(own: Client, drafter: Technician) -> None:
    page = own.get(f"{URL}go-live/").content.decode()
    assert "Nobody will see anything." in page
    assert " checked" not in page
    assert own.post(f"{URL}go-live/", {"agreed": "on"}).status_code == 422
    assert own.post(f"{URL}go-live/", {"agreed": "on", "offer": "core"}).status_code == 302
    live = reread(drafter)
    view = view_profile(live, Audience.PUBLIC)
    assert view is not None
    assert view.sections == {Section.BASICS, Section.SKILLS}


def test_an_agreement_is_remembered_once_for_each_use(own: Client, drafter: Technician) -> None:
    own.post(f"{URL}go-live/", {"agreed": "on", "offer": "core"})
    assert sorted(Consent.objects.values_list("use", "given")) == [
        ("profile:colleagues", True),
        ("profile:public", True),
    ]


def test_hides_everything_at_once_and_shows_it_again(own: Client, drafter: Technician, live: Technician) -> None:
    own.force_login(live.user)
    own.post(f"{URL}hide/")
    assert reread(live).state == ProfileState.HIDDEN
    assert view_profile(reread(live), Audience.COLLEAGUES) is None
    assert own.get(reverse("technician", args=[live.slug])).status_code == 404
    assert Consent.objects.filter(given=False).count() == 2
    assert "Show it again" in own.get(URL).content.decode()
    own.post(f"{URL}show/")
    assert reread(live).state == ProfileState.LIVE
    assert section_audiences(reread(live))[Section.CONTACT] == Audience.PUBLIC


def test_a_draft_cannot_be_shown_round_the_agreement(own: Client, drafter: Technician) -> None:
    own.post(f"{URL}show/")
    assert reread(drafter).state == ProfileState.DRAFT


@pytest.mark.parametrize("path", ["audiences/", "hide/", "show/"])
def test_looking_never_changes_anything(own: Client, drafter: Technician, path: str) -> None:
    before = reread(drafter).version
    assert own.get(URL + path).status_code == 405
    assert reread(drafter).version == before


def test_previews_work_before_going_live_and_say_so(own: Client, drafter: Technician) -> None:
    show(drafter, Audience.COLLEAGUES, Section.BASICS, Section.INTRODUCTION)
    Technician.objects.filter(pk=drafter.pk).update(headline="Keeps the lasers honest")
    page = own.get(f"{URL}as/colleagues/").content.decode()
    assert "Keeps the lasers honest" in page
    assert "As a colleague sees it" in page
    assert "now nobody does" in page
    nothing = own.get(f"{URL}as/public/").content.decode()
    assert "The public sees nothing" in nothing
    assert "for colleagues only" in nothing
    assert "Keeps the lasers honest" not in nothing
    assert own.get(f"{URL}as/martians/").status_code == 404


def test_the_name_limits_what_is_shown_and_the_page_says_so(own: Client, drafter: Technician) -> None:
    show(drafter, Audience.PUBLIC, Section.SKILLS)
    assert "No section reaches further than the name does" in own.get(URL).content.decode()


@pytest.mark.parametrize("path", ["", "skills/", "go-live/", "as/public/", "start/basics/"])
def test_visitors_are_led_to_sign_in_and_colleagues_to_claiming(client: Client, db: None, path: str) -> None:
    answer = client.get(URL + path)
    assert (answer.status_code, answer["Location"]) == (302, f"/account/login/?next={URL}{path}")
    client.force_login(UserFactory())
    answer = client.get(URL + path)
    assert (answer.status_code, answer["Location"]) == (302, "/claim/")


def test_needs_a_token_against_forged_forms(drafter: Technician) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(drafter.user)
    for path in ("audiences/", "go-live/", "hide/", "show/", "basics/", "start/basics/"):
        assert browser.post(URL + path, {}).status_code == 403
