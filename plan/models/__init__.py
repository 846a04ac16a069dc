"""What a plan is made of."""

from .actions import Action, Continuation, Lead, Milestone, Step
from .imports import ImportedRow, PlanImport
from .measuring import Reading, ReportedMeasure, Target
from .plans import Endorsement, Plan
from .updates import Update

__all__ = [
    "Action",
    "Continuation",
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
