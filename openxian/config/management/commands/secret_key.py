"""``openxian secret-key``: a fresh signing key."""

import secrets
from typing import Any

from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "生成一个签名密钥，写进 OPENXIAN_SECRET_KEY（或它的 _FILE 文件）"
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(secrets.token_urlsafe(48))
