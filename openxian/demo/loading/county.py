"""The whole county, in one transaction: all of it or nothing, and never twice."""

import shutil
from datetime import datetime

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction

from openxian.core import audit
from openxian.core.errors import Refused
from openxian.core.models import AuditLine
from openxian.demo.loading import articles, bodies, newsroom, people, routes, sites
from openxian.demo.manuscripts import BEIJING, fingerprint
from openxian.organisations.models import Organisation

ACT = "demo.load"
WRITTEN_BY = datetime(2026, 11, 21, tzinfo=BEIJING)  # nothing in the county is later: no clock may be behind it


def loaded() -> AuditLine | None:
    """The line that says when the county came in; the content's fingerprint is in its detail."""
    return AuditLine.objects.filter(act=ACT).order_by("id").first()


def load(*, port: int, at: datetime) -> None:
    """Load the county into an installation that has no bodies yet; raises ``Refused`` otherwise."""
    if Organisation.objects.exists():
        raise Refused(
            "这个安装里已经有机构，不能再装入演示县；要重新开始请用 openxian demo --fresh（会清空全部数据）。"
        )
    with transaction.atomic():
        found = bodies.load_organisations(at=at)
        bodies.load_leaders(found, at=at)
        accounts = people.load_accounts(found, at=at)
        articles.load_subjects()
        pictures = articles.load_pictures()
        pages = sites.load_sites(found, pictures, port=port, at=at)
        articles.load_public(found, pages, pictures, at=at)
        newsroom.load_newsroom(found, accounts, pages, pictures)
        routes.load_route(found, accounts, at=at)
        mark = fingerprint()
        audit.record(ACT, by=None, at=at, thing=found["county"], sentence="装入演示县青岚县。", fingerprint=mark)


def clear() -> None:
    """Throw the whole database and the uploaded files away and make the tables anew; only in the demo."""
    if not settings.DEMO:
        raise Refused("只有演示方式（OPENXIAN_MODE=demo）可以清空数据。")
    if connection.vendor == "sqlite":
        name = settings.DATABASES["default"]["NAME"]
        connection.close()
        for ending in ("", "-wal", "-shm"):
            settings.DATA.joinpath(f"{name}{ending}").unlink(missing_ok=True)
    else:
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
        connection.close()
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)
    call_command("migrate", verbosity=0)
