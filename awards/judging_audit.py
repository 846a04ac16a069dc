"""What of judging is written to the log of a round, in words; candidates are numbers there, and nobody is named."""

from typing import Any

ACTIONS = {
    "awards.judging.open": ("Open judging", "Judging was opened"),
    "awards.judging.bring_in": ("Bring in", "Candidates who could not be judged before were brought in"),
    "awards.judging.seat": ("Give a seat", "Somebody was given a seat on the panel"),
    "awards.judging.leave": ("Take off the panel", "Somebody left the panel"),
    "awards.judging.balance": ("Give out evenly", "Candidates were given to the judges evenly"),
    "awards.judging.assign": ("Give out by hand", "A candidate was given to a judge"),
    "awards.judging.take_back": ("Take back", "A candidate was taken back from a judge"),
    "awards.judging.remind": ("Remind", "Judges who were not done were reminded"),
    "awards.judging.declare": ("Declare", "A judge declared no conflict of interest"),
    "awards.judging.conflict": ("Declare a conflict", "A judge has a conflict of interest"),
    "awards.judging.score": ("Score", "A judge scored a candidate"),
    "awards.judging.rescore": ("Change a score", "A judge changed a score"),
    "awards.judging.abstain": ("Abstain", "A judge abstained"),
    "awards.judging.decline": ("Decline", "A judge declined to judge a candidate"),
    "awards.judging.decide": ("Decide", "A chair decided on a candidate"),
    "awards.judging.join": ("Bring together", "Two candidates were brought together"),
    "awards.judging.export": ("Download the minutes", "The minutes were downloaded"),
}


def register_judging_actions(actions: Any) -> None:
    """Tell Wagtail's log of our actions."""
    for key, (label, message) in ACTIONS.items():
        actions.register_action(key, label, message)
