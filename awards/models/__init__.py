"""Schemes of awards and what stands behind them.

A scheme is a page; it has an editorial life. Rounds, nominations, scores and honours are rows: publishing an older
version of the page changes none of them.
"""

from .honours import ExternalEntry, Honour, HonouredPerson
from .judging import Candidate, Judge, Review, Score
from .late_words import LateWords
from .nominations import (
    Attachment,
    Nomination,
    NominationAnswer,
    NominationChange,
    Nominee,
    ReleasedThanks,
    Seconder,
)
from .pages import AwardIndexPage, SchemePage
from .rounds import Category, Criterion, NominationQuestion, PurgeRecord, Round
from .schemes import SchemeAlert
from .thanks import Thanks, ThanksChoice

__all__ = [
    "Attachment",
    "AwardIndexPage",
    "Candidate",
    "Category",
    "Criterion",
    "ExternalEntry",
    "Honour",
    "HonouredPerson",
    "Judge",
    "LateWords",
    "Nomination",
    "NominationAnswer",
    "NominationChange",
    "NominationQuestion",
    "Nominee",
    "PurgeRecord",
    "ReleasedThanks",
    "Review",
    "Round",
    "SchemeAlert",
    "SchemePage",
    "Score",
    "Seconder",
    "Thanks",
    "ThanksChoice",
]
