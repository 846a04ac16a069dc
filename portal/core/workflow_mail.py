"""What Wagtail writes to people about a workflow, through the outbox: after commit, once, tried again.

Wagtail itself would speak to the mail server within the request, and lose the mail where that is away.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.template.loader import render_to_string
from wagtail.admin.mail import (
    GroupApprovalTaskStateSubmissionEmailNotifier,
    WorkflowStateApprovalEmailNotifier,
    WorkflowStateRejectionEmailNotifier,
    WorkflowStateSubmissionEmailNotifier,
)
from wagtail.models import TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected, workflow_submitted

from .mail import queue_text


class _ThroughOutbox:
    """Queues what the notifier beside it would send."""

    notification: str

    def get_context(self, instance: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what the mail is about, for its key."""
        return {**super().get_context(instance, **kwargs), "happened_to": instance}  # type: ignore[misc]

    def send_emails(
        self, template_set: Mapping[str, str], context: dict[str, Any], recipients: Iterable[Any], **kwargs: Any
    ) -> bool:
        """Queue a mail to each, once for what happened."""
        state = context["happened_to"]
        about = f"{type(state).__name__.lower()}:{state.pk}:{self.notification}"
        for recipient in recipients:
            words = {**context, "user": recipient}
            queue_text(
                key=f"workflow:{about}:{recipient.pk}",
                to=recipient.email,
                subject=render_to_string(template_set["subject"], words),
                body=render_to_string(template_set["text"], words),
            )
        return True


class TaskSubmitted(_ThroughOutbox, GroupApprovalTaskStateSubmissionEmailNotifier):
    """To those who may approve: something waits."""


class WorkflowSubmitted(_ThroughOutbox, WorkflowStateSubmissionEmailNotifier):
    """To those who ask to be told of everything handed in."""


class WorkflowApproved(_ThroughOutbox, WorkflowStateApprovalEmailNotifier):
    """To whoever handed it in: it is approved."""


class WorkflowRejected(_ThroughOutbox, WorkflowStateRejectionEmailNotifier):
    """To whoever handed it in: it is not, and why."""


# The signal, its sender, the name under which Wagtail listens to it, and who listens in its place
_LISTENERS = (
    (task_submitted, TaskState, "group_approval_task_submitted_email_notification", TaskSubmitted()),
    (workflow_submitted, WorkflowState, "workflow_state_submitted_email_notification", WorkflowSubmitted()),
    (workflow_approved, WorkflowState, "workflow_state_approved_email_notification", WorkflowApproved()),
    (workflow_rejected, WorkflowState, "workflow_state_rejected_email_notification", WorkflowRejected()),
)


def write_through_outbox() -> None:
    """Listen in Wagtail's place, under its own names, so that whichever comes later finds them taken."""
    for signal, sender, name, listener in _LISTENERS:
        signal.disconnect(sender=sender, dispatch_uid=name)
        signal.connect(listener, sender=sender, dispatch_uid=name)
