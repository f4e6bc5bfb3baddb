"""The first page of content 内容管理首页: what waits for me, what came back, what I write, which reviews are late."""

from datetime import timedelta

from django.utils import timezone
from wagtail.admin.ui.components import Component

from openxian.organisations.queries import holds
from openxian.repository import permissions, queries, workflow
from openxian.repository.models import Review, Stage
from openxian.repository.workplace.roles import is_editor, manages_sites
from openxian.repository.workplace.views.reviewing import described

SHOWN = 6
LATER_REVIEW_WITHIN = timedelta(hours=24)
"""How soon the reviews left out by an emergency publication should follow; a custom of the house, not of the law."""


class Panel(Component):
    """One box of the dashboard."""

    order = 100

    def __init__(self, person) -> None:
        self.person = person
        self.on = timezone.localdate()


class WelcomePanel(Panel):
    """Who I am here, and the two or three things people come for."""

    template_name = "repository/workplace/home/welcome.html"
    order = 10

    def get_context_data(self, parent_context):
        return {
            "person": self.person,
            "day": timezone.localtime(),
            "writes": holds(self.person, "writer", self.on),
            "manages": manages_sites(self.person),
        }


class ReviewsPanel(Panel):
    """The oldest rounds that wait for me."""

    template_name = "repository/workplace/home/reviews.html"
    order = 20

    def get_context_data(self, parent_context):
        waiting = queries.awaiting_my_review(self.person, self.on)
        return {"reviews": [described(review) for review in waiting[:SHOWN]], "total": waiting.count()}


class ArticlesPanel(Panel):
    """My articles at one stage."""

    template_name = "repository/workplace/home/articles.html"
    heading = ""
    empty = ""
    stage = Stage.DRAFT

    def get_context_data(self, parent_context):
        return {"heading": self.heading, "empty": self.empty, "stage": self.stage, "articles": self._articles()}

    def _articles(self):
        """The newest few; a body one no longer writes for is not one's business any more."""
        mine = permissions.visible_to(self.person, self.on).filter(created_by=self.person, stage=self.stage)
        return mine.select_related("organisation").defer("body").order_by("-updated_at", "-id")[:SHOWN]


class ReturnedPanel(ArticlesPanel):
    heading, empty, stage, order = "退回给我的", "没有被退回的稿件。", Stage.RETURNED, 30


class DraftsPanel(ArticlesPanel):
    heading, empty, stage, order = "我的草稿", "没有未送审的草稿。", Stage.DRAFT, 40


class LaterReviewsPanel(Panel):
    """Urgent publications whose reviews have not all followed, the oldest first."""

    template_name = "repository/workplace/home/later_reviews.html"
    order = 50

    def get_context_data(self, parent_context):
        due = timezone.now() - LATER_REVIEW_WITHIN
        bodies = permissions.readable_organisation_ids(self.person, self.on)
        found = Review.objects.filter(emergency=True, state__in=Review.OPEN, article__organisation_id__in=bodies)
        rounds = list(found.select_related("article__organisation").order_by("submitted_at")[:SHOWN])
        for each in rounds:
            each.level = workflow.LEVEL_NAMES[each.state]
            each.is_overdue = each.submitted_at < due
        return {"reviews": rounds}


PANELS = (WelcomePanel, ReviewsPanel, ReturnedPanel, DraftsPanel, LaterReviewsPanel)


def panels_for(person) -> list[Panel]:
    """The boxes of one person: editors see all, others only the welcome."""
    return [panel(person) for panel in (PANELS if is_editor(person) else PANELS[:1])]
