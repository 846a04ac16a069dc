"""The minutes of a panel, as a Word document: what the chair sees, and nothing that the chair may not."""

from portal.core.times import moment_words
from portal.core.word_documents import WordDocument

from .judging_table import DecisionView, TableRow, decision_of, panel_of, table_of
from .models import Candidate, Judge

_HEADER = ("Place", "Candidate", "Scores", "Mean", "Spread", "Decision")
_WIDTHS = (1.4, 5.2, 1.6, 1.8, 1.8, 4.2)


def minutes_of(judge: Judge) -> WordDocument:
    """Return the minutes for a chair. Of a candidate with whom the chair is in conflict there is the decision alone."""
    round_ = judge.round
    document = WordDocument(f"Minutes: {round_.scheme.title}, {round_.name}", str(judge))
    document.line(f"Judging ended on {moment_words(round_.judging_ends_at)}.")
    if round_.blind:
        document.line(f"{round_.get_blind_display()}.")
    document.heading("Panel")
    for name in panel_of(round_.judges.active().with_user()):
        document.line(name, "List Bullet")
    rows = {row.number: row for row in Candidate.objects.of_round(round_).with_nominations()}
    for category, table in table_of(judge).items():
        document.heading(category)
        document.table(_HEADER, [_cells(row) for row in table], _WIDTHS)
        for row in table:
            if not row.is_kept and not row.candidate.is_withdrawn:
                _one(document, row, decision_of(judge, rows[row.candidate.number]))
    return document


def _cells(row: TableRow) -> tuple[str, ...]:
    decision = "Withdrawn" if row.candidate.is_withdrawn else row.outcome_words
    place = f"{row.place}=" if row.is_tied else str(row.place or "–")
    name = row.candidate.label
    number = f"Candidate {row.candidate.number}"
    return place, name if name == number else f"{number}: {name}", str(row.count), row.mean, row.spread, decision


def _one(document: WordDocument, row: TableRow, told: DecisionView) -> None:
    document.heading(row.candidate.label, 2)
    for judge in told.judges:
        far = " Stands out from the others." if judge.is_outlier else ""
        document.line(f"{judge.name}: {judge.state}, {judge.total}.{far}", "List Bullet")
    if told.candidate.reason:
        by = f" ({told.decided_by})" if told.decided_by else ""
        document.line(f"{told.candidate.outcome_words}: {told.candidate.reason}{by}")
