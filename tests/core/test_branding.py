"""A university's two colours: refused where somebody could not read, served under an address that changes with them."""

import re

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st
from wagtail.models import Site

from portal.core.branding import (
    DARK_PAPER,
    DARK_WALL,
    DEFAULT_ACCENT,
    DEFAULT_WALL,
    INK,
    contrast,
    contrast_problems,
    theme_css,
    theme_name,
)
from portal.core.models import Branding
from tests.factories.people import UserFactory

NAVY_ON_CREAM = ("#f2e8cf", "#1d3f72")
colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21.0), ("#ffffff", "#000000", 21.0), ("#777777", "#ffffff", 4.48), (INK, INK, 1.0)],
)
def test_contrast_is_as_wcag_counts_it(one, other, ratio):
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)


def test_the_default_colours_are_readable_and_need_no_stylesheet():
    assert contrast_problems(DEFAULT_WALL, DEFAULT_ACCENT) == {}
    assert theme_css(DEFAULT_WALL, DEFAULT_ACCENT) == ""
    assert theme_name("") == ""


@pytest.mark.parametrize(
    ("wall", "accent", "field"),
    [("#333333", "#b9340a", "wall"), ("#d3dfca", "#e0a000", "accent"), ("#d3dfca", "#ffffff", "accent")],
)
@pytest.mark.django_db
def test_unreadable_colours_are_refused_beside_their_field(wall, accent, field):
    branding = Branding(site=Site.objects.get(), wall=wall, accent=accent)
    with pytest.raises(ValidationError) as refusal:
        branding.full_clean()
    assert field in refusal.value.message_dict
    assert "contrast" in refusal.value.message_dict[field][0]


@pytest.mark.parametrize("value", ["red", "#fff", "#12345g", "d3dfca", "#d3dfca;}"])
@pytest.mark.django_db
def test_what_is_no_colour_is_refused_and_never_a_crash(value):
    with pytest.raises(ValidationError) as refusal:
        Branding(site=Site.objects.get(), wall=value).full_clean()
    assert "wall" in refusal.value.message_dict


@given(wall=colours, accent=colours)
@settings(max_examples=200, deadline=None)
def test_any_pair_that_is_taken_stays_readable_in_the_dark(wall, accent):
    if contrast_problems(wall, accent):
        return
    css = theme_css(wall, accent)
    dark_wall = re.search(r"--wall:light-dark\([^,]+,(#[0-9a-f]{6})\)", css)
    dark_accent = re.search(r"--accent:light-dark\([^,]+,(#[0-9a-f]{6})\)", css)
    deep = re.search(r"--deep:light-dark\((#[0-9a-f]{6})", css)
    assert (dark_wall is None) == (deep is None) == (wall.lower() == DEFAULT_WALL)
    assert (dark_accent is None) == (accent.lower() == DEFAULT_ACCENT)
    ground = dark_wall[1] if dark_wall else DARK_WALL
    assert contrast("#ffffff", ground) >= 7
    if deep:
        assert contrast("#f3f1e3", deep[1]) >= 7
    if dark_accent:
        assert contrast(dark_accent[1], ground) >= 4.5
        assert contrast(dark_accent[1], DARK_PAPER) >= 4.5


@pytest.mark.parametrize(
    ("wall", "accent", "kept"), [(DEFAULT_WALL, "#8a1f4b", "--deep"), ("#d6e4f2", DEFAULT_ACCENT, "--accent")]
)
def test_a_colour_that_is_left_as_it_is_keeps_the_shades_drawn_for_it(wall, accent, kept):
    assert kept not in theme_css(wall, accent)
    assert theme_css(wall, accent)


def choose(wall: str, accent: str) -> None:
    branding = Branding.for_site(Site.objects.get())
    branding.wall, branding.accent = wall, accent
    branding.full_clean()
    branding.save()


def theme_link(client) -> str | None:
    found = re.search(r'href="(/theme-[0-9a-f]+\.css)"', client.get("/account/login/").content.decode())
    return found[1] if found else None


@pytest.mark.django_db
def test_the_stylesheet_has_an_address_that_changes_with_the_colours(client):
    assert theme_link(client) is None
    choose(*NAVY_ON_CREAM)
    first = theme_link(client)
    assert first == f"/theme-{theme_name(theme_css(*NAVY_ON_CREAM))}.css"
    answer = client.get(first)
    assert answer["Content-Type"].startswith("text/css")
    assert "immutable" in answer["Cache-Control"]
    assert NAVY_ON_CREAM[1] in answer.content.decode()

    choose("#f2e8cf", "#7a1f4b")
    assert theme_link(client) not in {None, first}
    assert client.get(first).status_code == 404


@pytest.mark.django_db
def test_the_admin_says_beside_the_field_what_is_wrong_and_keeps_the_words(client):
    site = Site.objects.get()
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    data = {
        "site_name": "Makers of Example",
        "university_name": "University of Example",
        "strapline": "Made by hand.",
        "contact_email": "",
        "logo": "",
        "wall": "#222222",
        "accent": DEFAULT_ACCENT,
    }
    page = client.post(f"/admin/settings/core/branding/{site.pk}/", data)
    body = page.content.decode()
    assert page.status_code == 200
    assert "it needs 7:1" in body
    assert "Makers of Example" in body
    assert Branding.for_site(site).site_name != "Makers of Example"

    client.post(f"/admin/settings/core/branding/{site.pk}/", data | {"wall": "#f2e8cf"})
    assert Branding.objects.get(site=site).site_name == "Makers of Example"
