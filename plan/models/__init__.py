"""What a plan is made of."""

from .actions import Action, Continuation, Lead, Milestone, Step
from .disagreements import Disagreement
from .imports import ImportedRow, PlanImport
from .measuring import Reading, ReportedMeasure, Target
from .plans import Endorsement, Plan
from .updates import Update

__all__ = [
    "Action",
    "Continuation",
    "Disagreement",
    "Endorsement",
    "ImportedRow",
    "Lead",
    "Milestone",
    "Plan",
    "PlanImport",
    "Reading",
    "ReportedMeasure",
    "Step",
    "Target",
    "Update",
]
