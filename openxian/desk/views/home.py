"""工作台首页: what is mine to do, what I wait for, what comes near, what is new."""

from collections import Counter
from datetime import timedelta
from functools import cached_property

from django.utils.timezone import localdate

from openxian.core.assignments import queries as assignments
from openxian.core.assignments.models import NO_LIMIT
from openxian.core.calendar.queries import working_days
from openxian.core.notifications import queries as notifications
from openxian.desk import queries, rows, rules
from openxian.desk.screens import Open

SHOWN = 20
SHOWN_WAITING = 5
DAYS_AHEAD = 14


class Home(Open):
    """The first page after the login."""

    template_name = "desk/home.html"

    def get_title(self) -> str:
        return f"{rules.greeting(self.now)}，{self.request.user.name}"

    @cached_property
    def new(self) -> list:
        """The notices not read yet, the newest first, as many as the desk counts."""
        notices = notifications.unread(self.request.user).only("title", "created_at", "person")
        return list(notices[: rules.MOST_COUNTED])

    @property
    def unread(self) -> int:
        return len(self.new)

    def get_context_data(self, **context):
        person, now = self.request.user, self.now
        mine = assignments.mine(person, now).order_by("order_at", "pk")[:SHOWN]
        waiting = assignments.waiting_on_others(person).order_by("order_at", "pk")[:SHOWN_WAITING]
        calendar = working_days()
        return super().get_context_data(**context) | {
            "rows": rows.rows(mine, person, now),
            "waiting": rows.rows(waiting, person, now),
            "news": self.new[:SHOWN_WAITING],
            "figures": self.figures(),
            "day": calendar.on(now.date()),
            "ahead": self.ahead(calendar),
        }

    def figures(self) -> dict[str, str]:
        """How many wait, are due today, are late: words, “99+” at most."""
        tomorrow = queries.end_of_day(self.now)
        late = sum(limit < self.now for limit in self.limits)
        today = sum(self.now <= limit < tomorrow for limit in self.limits)
        counted = {"todos": len(self.limits), "today": today, "late": late}
        return {name: rules.bounded(count) or "0" for name, count in counted.items()}

    def ahead(self, calendar) -> list[dict]:
        """The coming days, each with how many limits fall on it."""
        first = localdate(self.now)
        falling = Counter(localdate(limit) for limit in self.limits if limit != NO_LIMIT)
        days = [first + timedelta(days=step) for step in range(DAYS_AHEAD)]
        return [{"day": day, "count": falling[day], "rest": not calendar.is_working(day)} for day in days]
