"""The workflow of a fresh site: what writers hand in is looked at by an editor before it is published."""

from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowPage, WorkflowTask

from portal.core.roles import Role

NAME = "An editor looks before it is published"
APPROVERS = (Role.COMMUNICATIONS_EDITOR, Role.SITE_MANAGER)
# What Wagtail sets up by itself, for groups that this site does not have
WAGTAILS_OWN = "Moderators approval"


@transaction.atomic
def set_up_workflow() -> bool:
    """Give all pages a workflow unless they have one, and return whether anything was made.

    What a site has set up or changed since stays as it is: only Wagtail's own, whose group has no members here, gives
    way. Doing it twice changes nothing the second time.
    """
    root = Page.get_first_root_node()
    if root is None or Workflow.objects.filter(name=NAME).exists():
        return False
    present = WorkflowPage.objects.filter(page=root).select_related("workflow").first()
    if present is not None and present.workflow.name != WAGTAILS_OWN:
        return False
    task = GroupApprovalTask.objects.create(name=NAME)
    task.groups.set(Group.objects.filter(name__in=[role.label for role in APPROVERS]))
    workflow = Workflow.objects.create(name=NAME)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.update_or_create(page=root, defaults={"workflow": workflow})
    return True
