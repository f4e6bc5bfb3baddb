"""The first three administrators of a new installation, or the way back in when none is left."""

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from openxian.accounts import actions
from openxian.accounts.models import Role, User


class Command(BaseCommand):
    help = "为没有人担任的系统、安全、审计管理员各建一个账号，并打印一次性初始口令"

    @transaction.atomic
    def handle(self, *args, **options):
        roles = Role.objects.exclude(administrator="").exclude(group__user__is_active=True)
        if not roles:
            raise CommandError("三类管理员都有人担任。再要账号，请由系统管理员在后台建立、安全管理员授权。")
        for role in roles:
            self.stdout.write(self._create(role, timezone.now()))
        self.stdout.write("口令只显示这一次，首次登录必须更改，并设置动态口令。")

    def _create(self, role: Role, at) -> str:
        base = role.key.replace("_", ".")
        number = User.objects.filter(username__startswith=base).count()
        username = f"{base}.{number + 1}" if number else base
        user, password = actions.create_account(username=username, name=role.name, by=None, at=at)
        actions.grant_role(user, role, by=None, at=at)
        return f"{role.name}：登录名 {username}  口令 {password}"
