"""The lists of to-dos: mine, waiting on others, late, done; and the search."""

from datetime import timedelta

from django.utils.functional import cached_property

from openxian.core.assignments import queries as assignments
from openxian.core.assignments.models import NO_LIMIT
from openxian.core.paging import page_of
from openxian.desk import queries, rows
from openxian.desk.actions import MOST_AT_ONCE
from openxian.desk.forms import FilterForm
from openxian.desk.screens import Open

PAGE = 50
BY_LIMIT = ("order_at", "id")
TABS = (("todos", "待办"), ("waiting", "等别人"), ("overdue", "超期"), ("done", "已办"))


class List(Open):
    """One list: the rows of ``get_rows``, narrowed, a page at a time."""

    template_name = "desk/list.html"
    tab = ""
    keys = BY_LIMIT
    empty = ""
    pickable = False

    def get_rows(self):
        raise NotImplementedError

    @cached_property
    def form(self) -> FilterForm:
        return FilterForm(self.request.GET)

    def narrowed(self, found):
        """``found`` with what the form says."""
        asked = self.form.narrowing()
        for name in asked.keys() & {"kind", "urgency"}:
            found = found.filter(**{name: asked[name]})
        if text := asked.get("text"):
            found = found.filter(title__icontains=text) | found.filter(number__icontains=text)
        return self.within(found, asked.get("due", ""))

    def within(self, found, due: str):
        """``found`` whose limit is near or past, as the word ``due`` of the form says."""
        now, tomorrow = self.now, queries.end_of_day(self.now)
        limits = {
            "late": {"order_at__lt": now},
            "today": {"order_at__gte": now, "order_at__lt": tomorrow},
            "week": {"order_at__gte": now, "order_at__lt": tomorrow + timedelta(days=6)},
            "none": {"order_at": NO_LIMIT},
        }
        return found.filter(**limits.get(due, {}))

    def get_context_data(self, **context):
        page = page_of(self.narrowed(self.get_rows()), self.keys, size=PAGE, cursor=self.request.GET.get("cursor"))
        return super().get_context_data(**context) | {
            "page": page,
            "rows": rows.rows(page.items, self.request.user, self.now),
            "form": self.form,
            "narrowed": bool(self.form.narrowing()),
            "tabs": TABS,
            "tab": self.tab,
            "empty": self.empty,
            "pickable": self.pickable and page.items,
            "most": MOST_AT_ONCE,
        }


class Todos(List):
    """待办: what I may do now."""

    title = "待办"
    tab = "todos"
    empty = "现在没有要您办的事。"
    pickable = True

    def get_rows(self):
        return assignments.mine(self.request.user, self.now)


class Overdue(Todos):
    """超期: those of my to-dos whose limit has passed."""

    title = "超期"
    tab = "overdue"
    empty = "没有超期的待办。"

    def get_rows(self):
        return assignments.overdue(self.request.user, self.now)


class Waiting(List):
    """等别人: what I began or sent on, and somebody else has to do."""

    title = "等别人"
    tab = "waiting"
    empty = "没有在等别人办的事。"

    def get_rows(self):
        return assignments.waiting_on_others(self.request.user)


class Done(List):
    """已办: what I closed, newest first."""

    title = "已办"
    tab = "done"
    keys = ("-closed_at", "-id")
    empty = "还没有办结过事项。"

    def get_rows(self):
        return assignments.done_by(self.request.user)


class Search(List):
    """搜索: what passed my hands, open or closed, by title or number."""

    title = "搜索"
    template_name = "desk/search.html"
    keys = ("-id",)

    @property
    def asked(self) -> str:
        return self.request.GET.get("q", "").strip()[:80]

    def get_rows(self):
        found = assignments.search(self.request.user, self.asked, self.now)
        return found if self.asked else found.none()

    def narrowed(self, found):
        return found

    def get_context_data(self, **context):
        return super().get_context_data(**context) | {"asked": self.asked}
