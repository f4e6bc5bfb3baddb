"""``openxian demo``: the fictional county 青岚县, ready to be looked at."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from rich.console import Console
from rich.table import Table

from openxian.core.errors import Refused
from openxian.demo.loading import county
from openxian.demo.loading.people import printed_accounts
from openxian.demo.loading.sites import set_port
from openxian.demo.manuscripts import fingerprint

SECOND_FACTOR = (
    "演示账号不要求动态口令；想试的话，登录后在“我的账号”里绑定验证器，"
    "或由安全管理员在“角色与策略”里把某个角色设为必须使用。"
)


class Command(BaseCommand):
    help = "装入虚构的演示县青岚县并列出演示账号；已经装过就只列出账号。"

    def add_arguments(self, parser) -> None:
        parser.add_argument("--port", type=int, default=8000, help="站点的端口，默认 8000")
        parser.add_argument("--fresh", action="store_true", help="先清空全部数据再装入（只限演示方式）")

    def handle(self, *args, **options) -> None:
        port = options["port"]
        try:
            if options["fresh"]:
                county.clear()
            line = county.loaded()
            if line is None:
                county.load(port=port, at=max(timezone.now(), county.WRITTEN_BY))
        except Refused as refusal:
            raise CommandError(refusal.message) from None
        set_port(port)
        if line is not None and line.detail.get("fingerprint") != fingerprint():
            self.stderr.write(
                "演示内容有更新，现有数据没有改动；要换成新的请用 openxian demo --fresh（会清空全部数据）。"
            )
        self.welcome(port)

    def welcome(self, port: int) -> None:
        """What to open and who to log in as."""
        console = Console(file=self.stdout, width=110, highlight=False)
        console.print("演示县青岚县已就绪（机构、人物、数据全部虚构）。")
        console.print(f"  门户首页　　http://localhost:{port}/")
        console.print(f"  工业园区站　http://park.localhost:{port}/")
        console.print(f"  工作后台　　http://localhost:{port}/office/desk/")
        shown = Table(title="演示账号", title_justify="left")
        for heading in ("角色", "姓名", "登录名", "口令", "能做什么"):
            shown.add_column(heading, overflow="fold", no_wrap=heading != "能做什么")
        for row in printed_accounts():
            shown.add_row(*row)
        console.print(shown)
        console.print(SECOND_FACTOR)
