"""The part of a photo that is shown: always five by six, always inside."""

import pytest

from profiles.photo_frames import Choice, Frame, choice_of, frame_from, whole_frame


@pytest.mark.parametrize(
    ("size", "choice", "frame"),
    [
        ((1000, 1200), Choice(50, 50, 100), Frame(0, 0, 1000, 1200)),
        ((2000, 1200), Choice(0, 0, 100), Frame(0, 0, 1000, 1200)),
        ((2000, 1200), Choice(100, 0, 100), Frame(1000, 0, 1000, 1200)),
        ((1000, 2200), Choice(0, 100, 100), Frame(0, 1000, 1000, 1200)),
        ((1000, 1200), Choice(50, 0, 50), Frame(250, 0, 500, 600)),
        ((1000, 1200), Choice(100, 100, 25), Frame(750, 900, 250, 300)),
        ((1, 1), Choice(0, 0, 25), Frame(0, 0, 1, 1)),
        ((3000, 1), Choice(100, 50, 25), Frame(2999, 0, 1, 1)),
    ],
)
def test_frames(size, choice, frame):
    assert frame_from(*size, choice) == frame


def test_a_photo_whose_part_nobody_chose_shows_the_largest_rather_high():
    assert whole_frame(1000, 2200) == Frame(0, 200, 1000, 1200)


@pytest.mark.parametrize("choice", [Choice(30, 70, 40), Choice(0, 100, 25), Choice(100, 0, 99)])
def test_what_was_chosen_is_found_again(choice):
    assert choice_of(2400, 1800, frame_from(2400, 1800, choice)) == choice
