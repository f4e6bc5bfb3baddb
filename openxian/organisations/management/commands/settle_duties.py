"""Let duties and delegations that began or ended take effect for everybody."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from openxian.organisations import actions


class Command(BaseCommand):
    help = "让今天开始或结束的职责、代理对所有人生效，可每天零点后定时运行"

    def handle(self, *args, **options):
        people = actions.settle_all_groups(on=timezone.localdate())
        self.stdout.write(f"已核对 {people} 人的职责。")
