"""The registries through which apps meet without importing each other (docs: architecture)."""

from .acts import Act, ActLink, acts, acts_for
from .handoffs import Handoff, handoffs
from .jobs import Job, jobs
from .measures import MOST_EVIDENCE, Evidence, Measure, Result, Scope, measures
from .needs import Need, NeedSource, needs_for, needs_me
from .panels import Card, FilledPanel, Panel, filled_panels, panels
from .personal import PersonalData, personal_data
from .registry import AlreadyRegisteredError, Registry
from .related import Related, related
from .searchable import Searchable, searchables
from .years import MOST_YEAR_ROWS, FilledYearPart, YearPart, YearRow, filled_year_part, my_year

__all__ = [
    "MOST_EVIDENCE",
    "MOST_YEAR_ROWS",
    "Act",
    "ActLink",
    "AlreadyRegisteredError",
    "Card",
    "Evidence",
    "FilledPanel",
    "FilledYearPart",
    "Handoff",
    "Job",
    "Measure",
    "Need",
    "NeedSource",
    "Panel",
    "PersonalData",
    "Registry",
    "Related",
    "Result",
    "Scope",
    "Searchable",
    "YearPart",
    "YearRow",
    "acts",
    "acts_for",
    "filled_panels",
    "filled_year_part",
    "handoffs",
    "jobs",
    "measures",
    "my_year",
    "needs_for",
    "needs_me",
    "panels",
    "personal_data",
    "related",
    "searchables",
]
