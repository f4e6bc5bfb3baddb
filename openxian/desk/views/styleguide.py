"""样式页: every component in every state, for those who build pages and for the tests that look at them."""

import re
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

from django import forms
from django.contrib.staticfiles import finders

from openxian.core.assignments.registry import Act
from openxian.core.calendar.queries import working_days
from openxian.core.deadlines import Deadline, Pause, Term
from openxian.core.paging import Page
from openxian.core.screens import DayInput
from openxian.desk.rows import Row
from openxian.desk.rules import Due
from openxian.desk.screens import Open

LIMIT = Term(20, "working_days", "《政府信息公开条例》第三十三条第二款")
TONES = (
    ("later", "12月8日到期"),
    ("soon", "还有 2 天"),
    ("today", "今天 17:30 到期"),
    ("late", "超期 3 天"),
    ("none", "无期限"),
)
TITLES = (
    "关于申请追加2026年乡村道路养护经费的请示",
    "县人民医院新院区周边道路提升改造工程可行性研究报告批复",
    "申请公开青岚县2024年征地补偿安置方案及听证记录",
    "关于开展冬春火灾防控和燃气安全专项整治的通知（征求意见稿，请各有关单位于本周五前反馈，逾期视为无意见）",
    "云溪镇水库移民后期扶持资金的函",
)
WHY = "由县府办初审员承办；11月20日由叶小满送来，已2天；应在12月8日前办完，还有16天；可由许文静办理。"
URGENCY = ("", "加急", "特急", "", "")


def nothing(*args, **kwargs) -> None:
    """The buttons of this page lead nowhere."""


ACTS = [
    Act("return", "退回", nothing, reason="required", weight="danger"),
    Act("ask", "征求意见", nothing),
    Act("pass", "通过", nothing, weight="primary"),
]


class SampleForm(forms.Form):
    """One field of each shape."""

    title = forms.CharField(label="标题", max_length=60, help_text="一句话说清楚是什么事。")
    kind = forms.ChoiceField(label="类别", choices=[("a", "请示"), ("b", "报告"), ("c", "函")])
    due_on = forms.DateField(label="办结日期", required=False, widget=DayInput())
    amount = forms.IntegerField(label="份数", min_value=1, initial=1)
    body = forms.CharField(label="内容", widget=forms.Textarea(attrs={"rows": 3}))
    file = forms.FileField(label="附件", required=False, help_text="PDF、OFD 或图片，不超过 20 MB。")
    way = forms.ChoiceField(
        label="送达方式", choices=[("desk", "工作台"), ("paper", "纸质")], widget=forms.RadioSelect, initial="desk"
    )
    open = forms.BooleanField(label="可以公开", required=False, help_text="公开前还要经过保密审查。")


class Styleguide(Open):
    """Every component in every state."""

    title = "样式页"
    template_name = "desk/styleguide.html"

    def get_context_data(self, **context):
        return super().get_context_data(**context) | {
            "rows": [_row(place) for place in range(len(TONES))],
            "closed": [_row(5, open=False, outcome="已办"), _row(6, open=False, outcome="已转交")],
            "dues": [Due(tone, words) for tone, words in TONES],
            "form": SampleForm(prefix="plain"),
            "single": SampleForm(prefix="single"),
            "icons": icons(),
            "wrong": SampleForm({"wrong-kind": "z", "wrong-amount": "0"}, prefix="wrong"),
            "readings": self.readings(),
            "lines": self.lines(),
            "facts": [("申请人", "林望舒"), ("收到日期", "2026年11月20日"), ("答复方式", "邮寄"), ("空的不显示", "")],
            "page": Page([], next="x", previous="y"),
            "last_page": Page([], next=None, previous="y"),
            "tabs": (("desk:styleguide", "打开的"), ("desk:todos", "另一个"), ("desk:done", "第三个")),
            "pager": {"first": "#", "newer": "#", "older": "#"},
            "files": [SimpleNamespace(title="实施方案.pdf", url="#", ending="PDF", size="1.2 MB")],
            "items": [SimpleNamespace(title="县政府常务会议研究冬季供暖工作", url="#", at=self.now, pinned=True)],
            "trail": [SimpleNamespace(title="首页", address="#"), SimpleNamespace(title="政务公开", address="#")],
            "heads": ("单位", "在办", "超期"),
            "table": (("县教体局", 12, 1), ("县林业局", 7, 0), ("县府办", 31, 4)),
        }

    def readings(self) -> list:
        """A limit that runs, one that is over, one that is stopped."""
        calendar, today = working_days(), self.now.date()
        begun = self.now - timedelta(days=4)
        running = Deadline(begun, LIMIT, calendar)
        late = Deadline(self.now - timedelta(days=60), LIMIT, calendar)
        stopped = running.then(Pause((self.now - timedelta(days=1)).date(), "征求第三方意见", "《条例》第三十二条"))
        return [deadline.reading(today) for deadline in (running, late, stopped)]

    def lines(self) -> list:
        """Lines of the trail, with and without words."""
        said = {"comment": "第三段引用的文号有误，请核对后再送。\n其余无意见。"}
        return [
            _line(self.now, "许文静", "初审退回稿件《冬季供暖工作》，理由：文号有误。", said),
            _line(self.now, "叶小满", "把稿件送审。", {}),
        ]


def icons() -> list[str]:
    """The names of all pictures of the sheet."""
    return re.findall(r'id="([a-z-]+)"', Path(finders.find("core/icons.svg")).read_text("utf-8"))


def _row(place: int, *, open: bool = True, outcome: str = "") -> Row:
    tone, words = TONES[place % len(TONES)]
    return Row(
        pk=place + 1,
        title=TITLES[place % len(TITLES)],
        number=f"青政办〔2026〕{place + 7}号" if place % 2 else "",
        kind=("稿件审核", "公文", "依申请公开")[place % 3],
        step=("初审", "拟办", "答复")[place % 3],
        urgency=URGENCY[place % len(URGENCY)],
        holder="县府办初审员",
        since="11月20日",
        due=Due(tone, words),  # type: ignore[arg-type]
        why=WHY,
        open=open,
        outcome=outcome,
        acts=ACTS if open and place % 2 == 0 else [],
    )


def _line(at: datetime, actor: str, sentence: str, detail: dict) -> SimpleNamespace:
    return SimpleNamespace(at=at, actor_name=actor, sentence=sentence, detail=detail)
