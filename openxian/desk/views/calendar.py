"""日历: the month with the limits of my to-dos, days of rest marked."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.http import Http404
from django.urls import reverse
from django.utils.timezone import localdate

from openxian.core.calendar.queries import working_days
from openxian.desk import queries, rows, rules
from openxian.desk.rows import Row
from openxian.desk.screens import Open

FIRST_YEAR, LAST_YEAR = 2000, 2100
SHOWN_IN_A_DAY = 3


@dataclass(frozen=True)
class Cell:
    """A day of the grid: ``word`` names what is special about it, ``all`` is what is due then."""

    day: date
    outside: bool
    today: bool
    rest: bool
    word: str
    all: list[Row]

    @property
    def rows(self) -> list[Row]:
        return self.all[:SHOWN_IN_A_DAY]

    @property
    def count(self) -> int:
        return len(self.all)

    @property
    def more(self) -> int:
        return max(0, self.count - SHOWN_IN_A_DAY)


class Month(Open):
    """A month, as a grid and as a list."""

    template_name = "desk/calendar.html"

    def find(self):
        today = localdate(self.now)
        self.year, self.month = self.kwargs.get("year", today.year), self.kwargs.get("month", today.month)
        if not (FIRST_YEAR <= self.year <= LAST_YEAR and 1 <= self.month <= 12):
            raise Http404

    def get_title(self) -> str:
        return f"{self.year}年{self.month}月"

    def get_context_data(self, **context):
        weeks = rules.weeks_of(self.year, self.month)
        due = queries.between(self.request.user, weeks[0][0], weeks[-1][-1], self.now)
        by_day = defaultdict(list)
        for assignment in due:
            by_day[localdate(assignment.due_at)].append(rows.row(assignment, self.request.user, self.now))
        calendar = working_days()
        cells = [[self.cell(day, by_day[day], calendar.on(day)) for day in week] for week in weeks]
        return super().get_context_data(**context) | {
            "weeks": cells,
            "days": [cell for week in cells for cell in week if cell.rows and not cell.outside],
            "full": len(due) >= queries.LONGEST_TRAIL,
            "before": self.beside(-1),
            "after": self.beside(1),
            "provisional": calendar.is_provisional(self.year),
        }

    def cell(self, day: date, due: list[Row], kind) -> Cell:
        named = kind.kind not in ("working", "weekend")
        return Cell(
            day=day,
            outside=day.month != self.month,
            today=day == localdate(self.now),
            rest=not kind.is_working,
            word=kind.reason if named else "",
            all=due,
        )

    def beside(self, step: int) -> tuple[str, str]:
        """Address and name of a neighbouring month."""
        year, month = rules.month_beside(self.year, self.month, step)
        return reverse("desk:month", args=[year, month]), f"{month}月" if year == self.year else f"{year}年{month}月"
