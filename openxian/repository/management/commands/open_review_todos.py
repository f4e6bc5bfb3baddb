"""``openxian open_review_todos``: to-dos on the desk for rounds that were open before the desk was."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from openxian.repository import todo


class Command(BaseCommand):
    help = "为已在审核中、还没有待办的稿件补开待办；可以重复运行"

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        opened = todo.open_missing(at=timezone.now())
        self.stdout.write(f"补开了 {opened} 件待办。")
