"""Components say the right thing to a screen reader and survive odd input."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any

import html5lib
import pytest
from django import forms
from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from portal.core.registries import Need
from portal.core.templatetags import portal_tags


class SampleForm(forms.Form):
    """One field of each kind that the field component draws differently."""

    headline = forms.CharField(label="Headline", help_text="One line.")
    level = forms.ChoiceField(label="Level", choices=[("1", "Learning")], widget=forms.RadioSelect)
    agree = forms.BooleanField(label="I agree")
    note = forms.CharField(label="Note", widget=forms.HiddenInput, required=False)


def render(name: str, /, **context: Any) -> str:
    return render_to_string(f"components/{name}.html", context)


def tree(html: str) -> Any:
    """Parse strictly: anything that is not valid HTML raises."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return parser.parse(f'<!doctype html><html lang="en"><head><title>x</title></head><body>{html}</body></html>')


def by_id(root: Any, wanted: str) -> Any:
    found = [element for element in root.iter() if element.get("id") == wanted]
    assert len(found) == 1, f"{wanted}: {len(found)}"
    return found[0]


def test_a_field_is_tied_to_its_label_help_and_error() -> None:
    form = SampleForm({})
    root = tree(render("field", field=form["headline"]))
    box = by_id(root, "id_headline")
    assert box.get("aria-describedby") == "id_headline_helptext id_headline_error"
    assert box.get("aria-invalid") == "true"
    assert [label.get("for") for label in root.iter("label")] == ["id_headline"]
    assert "This field is required." in "".join(by_id(root, "id_headline_error").itertext())
    assert "".join(by_id(root, "id_headline_helptext").itertext()) == "One line."


def test_a_group_of_radios_is_a_fieldset_with_a_legend() -> None:
    root = tree(render("field", field=SampleForm({})["level"]))
    (group,) = root.iter("fieldset")
    assert group.get("aria-describedby") == "id_level_error"
    assert "".join(group.find("legend").itertext()) == "Level"
    assert by_id(root, "id_level_0").get("type") == "radio"


def test_a_field_without_help_or_error_is_described_by_nothing() -> None:
    root = tree(render("field", field=SampleForm()["agree"]))
    assert by_id(root, "id_agree").get("aria-describedby") is None


def test_every_line_of_an_error_summary_leads_to_an_input() -> None:
    form = SampleForm({})
    html = render("error_summary", form=form) + render("fields", form=form)
    root = tree(html)
    targets = [link.get("href")[1:] for link in root.iter("a")]
    assert targets == ["id_headline", "id_level_0", "id_agree"]
    assert all(by_id(root, target).tag == "input" for target in targets)
    assert "Three things to put right" in html
    assert "Headline: this field is required." in html


def test_no_error_no_summary() -> None:
    assert render("error_summary", form=SampleForm()).strip() == ""


def test_a_form_error_without_a_field_is_said() -> None:
    form = SampleForm({"headline": "x", "level": "1", "agree": "on"})
    form.add_error(None, "Somebody saved this before you.")
    html = render("error_summary", form=form)
    assert "One thing to put right" in html
    assert "Somebody saved this before you." in html
    tree(html)


@pytest.mark.parametrize(
    ("number", "expected"),
    [(1, [1, 2, None, 100]), (50, [1, None, 49, 50, 51, None, 100]), (100, [1, None, 99, 100])],
)
def test_page_numbers_leave_gaps(number: int, expected: list[int | None]) -> None:
    assert portal_tags.page_numbers(Paginator(range(1000), 10).page(number)) == expected


def test_addresses_of_pages_hold_no_thousands_comma_and_keep_the_filters() -> None:
    page = Paginator(range(20000), 10).page(1234)
    root = tree(render("pagination", page=page, query="q=a&campus=b"))
    addresses = [link.get("href") for link in root.iter("a")]
    assert "?q=a&campus=b&page=1235" in addresses
    assert not [address for address in addresses if "," in address]


def test_one_page_needs_no_pagination() -> None:
    assert render("pagination", page=Paginator(range(3), 10).page(1)).strip() == ""


def test_the_chosen_audience_is_the_checked_radio() -> None:
    choices = [("only_me", "Only me"), ("public", "Public")]
    root = tree(render("switch", name="audience", legend="Who sees it", choices=choices, value="public"))
    checked = [radio.get("value") for radio in root.iter("input") if radio.get("checked") is not None]
    assert checked == ["public"]


def test_initials_stand_in_for_a_photo_and_are_not_read_out() -> None:
    person = SimpleNamespace(display_name="Nasrin Hallworthy", initials="NH", slug="nasrin", photo=None)
    root = tree(render("portrait", person=person))
    (ground,) = root.iter("div")
    again = SimpleNamespace(display_name="N. H.", initials="NH", slug="nasrin", photo=None)
    assert ground.get("class") == next(tree(render("portrait", person=again)).iter("div")).get("class")
    assert re.fullmatch("pic mono ground-[1-6]", ground.get("class"))
    assert ground.get("aria-hidden") == "true"


def test_a_photo_beside_the_name_is_decoration() -> None:
    photo = SimpleNamespace(url="/p/800", small_url="/p/400", alt="Nasrin at the bench", width=800, height=960)
    person = SimpleNamespace(display_name="Nasrin", initials="N", photo=photo)
    (beside,) = tree(render("portrait", person=person, decorative=True, small=True)).iter("img")
    assert (beside.get("src"), beside.get("alt")) == ("/p/400", "")
    (alone,) = tree(render("portrait", person=person)).iter("img")
    assert (alone.get("src"), alone.get("alt")) == ("/p/800", "Nasrin at the bench")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Nasrin Hallworthy", ""),
        ("Mei-Lin Featherstone", "long"),
        ("Bartholomew Featherstonehaugh-Cholmondeley", "longer"),
        ("", ""),
    ],
)
def test_long_names_are_set_smaller(name: str, expected: str) -> None:
    assert portal_tags.name_scale(name) == expected


def test_initials_are_made_from_a_name_where_none_are_given() -> None:
    assert portal_tags.initials_of(SimpleNamespace(display_name="Mei Lin de Ashgrove")) == "MA"
    assert portal_tags.initials_of("") == ""


def test_searched_skills_come_first() -> None:
    skills = [SimpleNamespace(pk=1), SimpleNamespace(pk=2), SimpleNamespace(pk=3)]
    assert [skill.pk for skill in portal_tags.searched_first(skills, {3})] == [3, 1, 2]
    assert [skill.pk for skill in portal_tags.searched_first(skills)] == [1, 2, 3]


def test_what_needs_somebody_is_dated_and_each_button_says_what_for() -> None:
    needs = [Need("Finish your profile", "", "/me/profile/", "Carry on")]
    root = tree(render("needs", needs=needs))
    (button,) = root.iter("a")
    assert "".join(button.itertext()) == "Carry on: Finish your profile"


def registration(**fields: Any) -> SimpleNamespace:
    """A registration as the profile view has it."""
    held = {"post_nominals": "RSci", "name": "Registered Scientist", "kind_label": "Registration", "is_held": True}
    rest = {"stage_label": "Held", "body": "Institute of Science and Technology", "awarded_year": 2021}
    return SimpleNamespace(**{**held, **rest, **fields})


def test_only_what_is_held_has_a_full_seal() -> None:
    coming = registration(is_held=False, stage_label="Submitted", awarded_year=None)
    root = tree(render("registrations", registrations=[registration(), coming]))
    seals = [element.get("class") for element in root.iter("span") if "seal" in element.get("class", "")]
    assert seals == ["seal", "seal coming"]
    text = " ".join("".join(root.itertext()).split())
    assert "Institute of Science and Technology, 2021" in text
    assert "Registration: submitted" in text


def test_a_card_with_nothing_but_a_name_is_whole() -> None:
    empty = dict.fromkeys(["job_title", "department", "campus", "headline"], "")
    person = SimpleNamespace(
        display_name="محمد الفارسي",
        initials="",
        url="/technicians/x/",
        photo=None,
        post_nominals=(),
        ask_me_about=(),
        skills=(),
        registrations=(),
        **empty,
    )
    root = tree(f"<ul>{render('person_hit', person=person)}</ul>")
    assert [name.text for name in root.iter("bdi")] == ["محمد الفارسي"]
    assert [link.get("href") for link in root.iter("a")] == ["/technicians/x/"]
    assert "Ask me about" not in "".join(root.itertext())


def test_a_card_shows_four_skills_the_searched_ones_marked() -> None:
    skills = [SimpleNamespace(pk=number, name=f"Skill {number}") for number in range(1, 8)]
    person = SimpleNamespace(display_name="N", url="/", photo=None, skills=skills, registrations=())
    searched = {6: SafeString("<mark>Skill</mark> 6")}
    root = tree(f"<ul>{render('person_hit', person=person, searched=searched)}</ul>")
    shown = ["".join(tag.itertext()) for tag in root.iter("li") if tag.get("class") == "tag"]
    assert shown == ["Skill 6", "Skill 1", "Skill 2", "Skill 3"]
    assert [mark.text for mark in root.iter("mark")] == ["Skill"]
