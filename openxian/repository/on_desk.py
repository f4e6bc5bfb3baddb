"""三审三校 on the desk: the buttons of a review, what the rule expects, and the text to be judged."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.timezone import localdate

from openxian.core.assignments import actions as assignments
from openxian.core.assignments import holders, registry, rules
from openxian.core.assignments.models import Assignment
from openxian.core.assignments.registry import Act
from openxian.core.errors import Refused
from openxian.desk.registry import Part, register_preview
from openxian.repository import actions, permissions, workflow
from openxian.repository.models import Review
from openxian.repository.todo import KIND, REVISE
from openxian.repository.workplace.checklists import CHECKLISTS, ORDINALS

REVISING = "请按退回理由修改后重新送审；暂时不发的，可以先放下。"


def register() -> None:
    """Tell the desk; called once by ``RepositoryConfig.ready``."""
    registry.register(registry.Kind(KIND, "稿件审核", address, acts, expects, handing=False))
    register_preview(KIND, preview)


def address(assignment: Assignment) -> str:
    """The page of the article; its review for whoever reviews."""
    return reverse("repository:article", args=[assignment.thing_id])


def acts(assignment: Assignment, person: Any, at: datetime) -> list[Act]:
    """Pass or return for the level's reviewers, recall for the submitter; no query when keys are remembered."""
    keys = holders.keys_of(person, localdate(at))
    if assignment.step == REVISE:
        return [SET_ASIDE] if rules.may_act(assignment, keys) else []
    if assignment.owner_id == person.pk:
        return [] if assignment.urgency else [RECALL]
    return [RETURN, PASS] if rules.may_act(assignment, keys) else []


def expects(assignment: Assignment) -> str:
    """What 三审三校 asks of this level."""
    checks = CHECKLISTS.get(assignment.step)
    if checks is None:
        return REVISING
    level, proof = workflow.LEVEL_NAMES[assignment.step], ORDINALS[assignment.step]
    return f"三审三校的{level}、{proof}，须由没有经手过这一稿的人办理"


def preview(assignment: Assignment, person: Any) -> Part | None:
    """The version that was submitted, as a reader would meet it, with the checklist of the level."""
    review = _latest(assignment)
    if review is None or not permissions.may_read(person, review.article, localdate(review.submitted_at)):
        return None
    context = {
        "article": review.revision.as_object(),
        "checks": CHECKLISTS.get(assignment.step, ()),
        "proof": ORDINALS.get(assignment.step, ""),
        "emergency": review.emergency,
        "public": review.article.live and review.article.live_revision_id != review.revision_id,
    }
    return Part("repository/on_desk.html", context)


def _pass(assignment: Assignment, *, by: Any, at: datetime, reason: str = "") -> None:
    actions.pass_review(_review(assignment), by=by, at=at, comment=reason)


def _return(assignment: Assignment, *, by: Any, at: datetime, reason: str = "") -> None:
    actions.return_for_changes(_review(assignment), by=by, at=at, comment=reason)


def _recall(assignment: Assignment, *, by: Any, at: datetime, reason: str = "") -> None:
    actions.recall(_review(assignment), by=by, at=at)


def _set_aside(assignment: Assignment, *, by: Any, at: datetime, reason: str = "") -> None:
    assignments.finish(assignment, by=by, at=at, remark=reason or "暂不修改")


BASIS = workflow.THREE_REVIEWS_BASIS
PASS = Act("pass", "通过", _pass, reason="optional", weight="primary", basis=BASIS, bulk=True)
RETURN = Act("return", "退回", _return, reason="required", weight="danger", basis=BASIS, bulk=True)
RECALL = Act("recall", "撤回送审", _recall, basis=BASIS)
SET_ASIDE = Act("set_aside", "暂不修改", _set_aside, reason="optional")


def _review(assignment: Assignment) -> Review:
    """The round a to-do belongs to, if it still stands where the to-do does."""
    review = _latest(assignment)
    if review is None or review.state != assignment.step:
        raise Refused("这一稿的审核已经有了新的进展，请刷新页面再看。")
    return review


def _latest(assignment: Assignment) -> Review | None:
    found = Review.objects.filter(article_id=int(assignment.thing_id)).select_related("article", "revision")
    return found.order_by("-pk").first()
