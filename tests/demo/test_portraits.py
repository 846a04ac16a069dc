"""Portraits: the same every time, of the size asked for, and different for different people."""

import time
from itertools import combinations

import pytest
from PIL import ImageChops, ImageStat

from portal.demo.portraits import PortraitSpec, draw_portrait
from portal.demo.portraits.spec import CHOICES, DETAILS, GREATEST_TILT
from portal.demo.sample import profiles

SMALL = 60  # pixels: quick, and still enough to tell people apart

# A person on whom the key can be seen, where the plainest person would not show it.
SHOWS = {
    "holding": {"pose": "raised_hand"},
    "headwear_colour": {"headwear": "beanie"},
    "under_colour": {"clothing": "lab_coat"},
}
SHOWS_DETAIL = {
    "gloves": {"pose": "arms_folded"},
    "prosthetic_arm": {"pose": "arms_folded"},
    "short_arm": {"pose": "arms_folded"},
    "sensor": {"pose": "standing", "clothing": "tee"},
}


def small(**values):
    return draw_portrait(PortraitSpec(**values), SMALL)


@pytest.mark.parametrize("width", [60, 200, 800])
def test_size_is_five_to_six(width):
    assert draw_portrait(PortraitSpec(), width).size == (width, width * 6 // 5)


def test_the_default_is_800_by_960_in_colour():
    picture = draw_portrait(PortraitSpec())
    assert picture.size == (800, 960)
    assert picture.mode == "RGB"


def test_the_same_spec_draws_the_same_pixels():
    spec = PortraitSpec(hair="curls", backdrop="contours", details=("freckles", "lanyard"))
    again = PortraitSpec(hair="curls", backdrop="contours", details=("freckles", "lanyard"))
    assert draw_portrait(spec, 200).tobytes() == draw_portrait(again, 200).tobytes()


@pytest.mark.parametrize("key", CHOICES)
def test_every_value_of_every_key_draws_something_of_its_own(key):
    base = {"backdrop": "plain", **SHOWS.get(key, {})}
    pictures = {value: draw_portrait(PortraitSpec(**{**base, key: value}), 200).tobytes() for value in CHOICES[key]}
    same = [pair for pair in combinations(CHOICES[key], 2) if pictures[pair[0]] == pictures[pair[1]]]
    assert same == []


@pytest.mark.parametrize("detail", DETAILS)
def test_every_detail_shows(detail):
    base = {"backdrop": "plain", **SHOWS_DETAIL.get(detail, {})}
    with_it = draw_portrait(PortraitSpec(**base, details=(detail,)), 200)
    assert ImageChops.difference(with_it, draw_portrait(PortraitSpec(**base), 200)).getbbox() is not None


@pytest.mark.parametrize("tilt", [-GREATEST_TILT, -1, 1, GREATEST_TILT])
def test_tilt_moves_the_head(tilt):
    assert small(backdrop="plain", tilt=tilt).tobytes() != small(backdrop="plain").tobytes()


def test_light_from_the_right_mirrors_the_person():
    left = draw_portrait(PortraitSpec(backdrop="plain"), 200)
    right = draw_portrait(PortraitSpec(backdrop="plain", light="right"), 200)
    difference = ImageStat.Stat(ImageChops.difference(left.transpose(0), right)).mean
    assert max(difference) < 3


def test_people_of_the_sample_look_different():
    pictures = {
        number: draw_portrait(PortraitSpec.from_table(person["portrait"]), SMALL)
        for number, person in profiles().items()
        if "portrait" in person
    }
    alike = [
        (one, other)
        for one, other in combinations(pictures, 2)
        if sum(ImageStat.Stat(ImageChops.difference(pictures[one], pictures[other])).mean) < 20
    ]
    assert alike == []


def test_drawing_is_quick():
    spec = PortraitSpec(hair="curls", pose="arms_folded")
    draw_portrait(spec)
    took = []
    for _ in range(3):
        start = time.process_time()
        draw_portrait(spec)
        took.append(time.process_time() - start)
    assert min(took) < 0.5, "seconds of processor time: a sheet of eighty must not hold up a set-up"


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ({"skin": "green"}, "skin is 'green'; it must be one of porcelain"),
        ({"hat": "fez"}, "unknown portrait key: hat"),
        ({"tilt": 40}, "tilt is 40"),
        ({"tilt": "left"}, "tilt is 'left'"),
        ({"tilt": True}, "tilt is True"),
        ({"details": "lanyard"}, "details must be a list"),
        ({"details": ["wings"]}, "details has 'wings'"),
        ({"hair": ["crop"]}, "hair is"),
    ],
)
def test_what_cannot_be_drawn_is_refused_in_words(table, words):
    with pytest.raises(ValueError, match=words):
        PortraitSpec.from_table(table)


def test_a_table_keeps_the_defaults_it_does_not_name():
    assert PortraitSpec.from_table({"details": ["scarf"]}) == PortraitSpec(details=("scarf",))


def test_a_width_too_small_to_draw_is_refused():
    with pytest.raises(ValueError, match="at least 20"):
        draw_portrait(PortraitSpec(), 5)
