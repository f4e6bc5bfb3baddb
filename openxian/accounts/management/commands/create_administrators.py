"""The first three administrators of a new installation."""

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from openxian.accounts import actions
from openxian.accounts.models import Role


class Command(BaseCommand):
    help = "为新装系统建立系统、安全、审计三个管理员账号，并打印一次性初始口令"

    def handle(self, *args, **options):
        roles = Role.objects.exclude(administrator="").select_related("group")
        if any(role.group.user_set.exists() for role in roles):
            raise CommandError("已经有管理员了。再要账号，请由系统管理员在后台建立、安全管理员授权。")
        with transaction.atomic():
            for role in roles:
                self.stdout.write(self._create(role, timezone.now()))
        self.stdout.write("口令只显示这一次，首次登录必须更改，并设置动态口令。")

    def _create(self, role: Role, at) -> str:
        username = role.key.replace("_", ".")
        user, password = actions.create_account(username=username, name=role.name, by=None, at=at)
        actions.grant_role(user, role, by=None, at=at)
        return f"{role.name}：登录名 {username}  口令 {password}"
