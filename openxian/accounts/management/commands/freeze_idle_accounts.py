"""Freeze accounts that nobody has used for ninety days."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from openxian.accounts import actions


class Command(BaseCommand):
    help = "冻结 90 天没有登录的账号（等保三级 访问控制），可每天定时运行"

    def handle(self, *args, **options):
        frozen = actions.freeze_idle_accounts(at=timezone.now())
        for user in frozen:
            self.stdout.write(f"已冻结 {user.username}（{user}）")
        self.stdout.write(f"共冻结 {len(frozen)} 个账号。")
