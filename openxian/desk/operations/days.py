"""工作日历: a year at a glance and a small calculator for everybody; days and the yearly notice for administrators."""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django import forms
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse

from openxian.core.calendar import actions, notice, queries, rules
from openxian.core.calendar.working import Day, WorkingCalendar
from openxian.core.deadlines import Deadline, Term
from openxian.core.errors import Refused
from openxian.core.screens import DayInput, EmptyForm
from openxian.desk.operations.permissions import may_operate
from openxian.desk.screens import ActScreen, Open

SIGNS = {"holiday": "休", "makeup": "班", "local_rest": "休", "local_work": "班"}
UNITS = (("working_days", "个工作日"), ("calendar_days", "日（自然日）"), ("months", "个月"), ("years", "年"))
LONGEST_TEXT = 20_000
WEEKS = 6


@dataclass(frozen=True)
class Cell:
    """A day of the sheet: ``sign`` 休 or 班 where it differs from the week."""

    day: Day
    is_today: bool

    @property
    def sign(self) -> str:
        return SIGNS.get(self.day.kind, "")

    @property
    def is_local(self) -> bool:
        return self.day.kind.startswith("local")


@dataclass(frozen=True)
class Month:
    """A month of the sheet: six weeks from Monday, ``None`` where another month's days would stand."""

    first: date
    weeks: list[list[Cell | None]]
    working: int


def months(calendar: WorkingCalendar, year: int, today: date) -> list[Month]:
    """The twelve months of a year."""
    by_month: dict[int, list[Cell]] = {}
    for day in calendar.year(year):
        by_month.setdefault(day.day.month, []).append(Cell(day, day.day == today))
    return [_month(cells) for cells in by_month.values()]


def _month(cells: list[Cell]) -> Month:
    first = cells[0].day.day
    boxes = [*[None] * first.weekday(), *cells]
    boxes += [None] * (WEEKS * 7 - len(boxes))
    weeks = [boxes[place : place + 7] for place in range(0, len(boxes), 7)]
    return Month(first, weeks, sum(cell.day.is_working for cell in cells))


class CountForm(forms.Form):
    """From a day, so many days: when is that?"""

    start = forms.DateField(label="从哪天起（当天不算）", widget=DayInput)
    amount = forms.IntegerField(label="多少", min_value=1, max_value=1000, initial=20)
    unit = forms.ChoiceField(label="单位", choices=UNITS)


class Days(Open):
    """工作日历."""

    title = "工作日历"
    template_name = "desk/operations/days.html"

    def get_context_data(self, **context):
        calendar, today = queries.working_days(), self.now.date()
        year = self.asked_year(today.year)
        asked = self.request.GET if "start" in self.request.GET else None
        form = CountForm(asked, initial={"start": today})
        counted = self.counted(form, calendar)
        shown = {
            "year": year,
            "earlier": year - 1 if year > rules.FIRST_YEAR else None,
            "later": year + 1 if year < rules.LAST_YEAR else None,
            "months": months(calendar, year, today),
            "total": calendar.total(year),
            "is_provisional": calendar.is_provisional(year),
            "announcement": next((one for one in queries.announcements() if one.year == year), None),
            "local_days": queries.local_days(year),
            "form": form,
            "counted": counted,
            "lines": counted.as_text().split("\n") if counted else [],
            "may_change": may_operate(self.request.user),
        }
        return super().get_context_data(**context) | shown

    def asked_year(self, this_year: int) -> int:
        asked = self.request.GET.get("year", "")
        year = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else this_year
        return year if rules.FIRST_YEAR <= year <= rules.LAST_YEAR else this_year

    def counted(self, form: CountForm, calendar: WorkingCalendar) -> Deadline | None:
        """The answer of the calculator, when something was asked."""
        if not (form.is_bound and form.is_valid()):
            return None
        asked = form.cleaned_data
        try:
            return Deadline(asked["start"], Term(asked["amount"], asked["unit"], ""), calendar)
        except Refused as refused:
            form.add_error("start", refused.message)
            return None


class Change(ActScreen):
    """A change of the calendar."""

    def may(self, person) -> bool:
        return may_operate(person)

    def get_back(self) -> str:
        return reverse("desk:days")


class SetDayForm(forms.Form):
    day = forms.DateField(label="哪一天", widget=DayInput)
    is_working = forms.TypedChoiceField(
        label="定为",
        choices=(("no", "休息"), ("yes", "上班")),
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        initial="no",
    )
    name = forms.CharField(label="名称", max_length=60, help_text="例如：自治县成立纪念日。会写在期限的计算过程里。")
    basis = forms.CharField(label="依据", max_length=200, help_text="文件名称和文号，例如：县人民政府公告2026年第3号。")


class SetDay(Change):
    """One day is worked or rested here, whatever the week and the notice say."""

    title = "调整一天"
    form_class = SetDayForm
    success = "已调整，正在计时的期限会按新的日历重新计算。"
    warning = "只用于本地的附加假日和上级临时通知；国务院办公厅的年度安排请用“导入放假通知”。"

    def get_initial(self):
        return super().get_initial() | {"day": self.request.GET.get("day", "")}

    def act(self, **values):
        return actions.set_day(**values)


class ClearDay(Change):
    """What was set here for a day is taken back."""

    title = "撤销调整"
    form_class = EmptyForm
    submit = "撤销"
    success = "已撤销，正在计时的期限会按新的日历重新计算。"
    dangerous = True

    def find(self):
        found = queries.local_day_numbered(self.kwargs["pk"])
        if found is None:
            raise Http404
        return found

    def act(self, *, by, at):
        return actions.clear_day(day=self.thing.day, by=by, at=at)

    def get_context_data(self, **context):
        warning = f"{self.thing.day:%Y-%m-%d}不再是“{self.thing.name}”，恢复按周末和放假通知计算。"
        return super().get_context_data(**context) | {"warning": warning}


def mark_of(read: notice.Notice, changes: list[tuple[Day, Day]]) -> str:
    """A short name for exactly these changes: what is confirmed is what was seen."""
    return sha256(repr((read.year, read.days, changes)).encode()).hexdigest()[:32]


class NoticeForm(forms.Form):
    """The notice as text or as a file; ``seen`` names the changes that were shown before this submission."""

    text = forms.CharField(
        label="通知全文",
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text="从中国政府网复制，连同标题一起粘贴。也可以粘贴 holiday-cn 格式的 JSON。",
    )
    file = forms.FileField(label="或者选一个 holiday-cn 的 JSON 文件", required=False)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self):
        given = super().clean()
        text = given.get("text") or self._file_text(given.get("file"))
        try:
            given["notice"] = notice.read(text)
            given["changes"] = queries.preview(given["notice"])
            given["mark"] = mark_of(given["notice"], given["changes"])
        except Refused as refused:
            raise forms.ValidationError({"text": refused.message}) from refused
        return given

    def _file_text(self, file) -> str:
        if file is None or file.size > LONGEST_TEXT * 4:
            return ""
        try:
            return file.read().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise forms.ValidationError({"file": "文件要是 UTF-8 编码的文本。"}) from error


class ImportNotice(Change):
    """The yearly notice: read, shown as changes, and taken over when confirmed."""

    title = "导入放假通知"
    form_class = NoticeForm
    template_name = "desk/operations/days_notice.html"
    submit = "看看会变什么"

    def form_valid(self, form):
        if form.cleaned_data["seen"] != form.cleaned_data["mark"]:
            return self.show(form.cleaned_data)
        return super().form_valid(form)

    def show(self, given):
        """What would change, and a button to do it."""
        again = NoticeForm(initial={"text": given["notice"].text, "seen": given["mark"]})
        again.fields["text"].widget = forms.HiddenInput()
        del again.fields["file"]
        preview = {"form": again, "notice": given["notice"], "changes": given["changes"]}
        return render(self.request, self.template_name, self.get_context_data(**preview))

    def act(self, *, by, at, **given):
        self.success = f"已导入{given['notice'].year}年节假日安排，正在计时的期限会重新计算。"
        return actions.import_notice(given["notice"], by=by, at=at)
