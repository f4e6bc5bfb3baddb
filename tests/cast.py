"""The cast: people of the fictional county, so that a test reads as one line of story."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

AT = datetime(2026, 3, 2, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
PASSWORD = "Green-Hills-42"


@pytest.fixture
def at() -> datetime:
    """Monday 2026-03-02 09:00 in Beijing: the time acts take in tests."""
    return AT


@pytest.fixture
def county(db):
    """青岚县人民政府."""
    return _body("county", "county_government", "青岚县人民政府", "县政府", None, date(1949, 10, 1))


@pytest.fixture
def education(county):
    """青岚县教育体育局."""
    return _body("education", "department", "青岚县教育体育局", "县教体局", county, date(2010, 1, 1))


@pytest.fixture
def forestry(county):
    """青岚县林业局, the other unit (外单位)."""
    return _body("forestry", "department", "青岚县林业局", "县林业局", county, date(2010, 1, 1))


@pytest.fixture
def writer(education):
    """信息员 of 教体局."""
    return grant(make_user("writer", "陈晓禾"), "writer", education)


@pytest.fixture
def second_writer(education):
    """Another 信息员 of 教体局."""
    return grant(make_user("second.writer", "罗一帆"), "writer", education)


@pytest.fixture
def first_reviewer(education):
    """初审员 of 教体局."""
    return grant(make_user("first.reviewer", "周明远"), "first_reviewer", education)


@pytest.fixture
def second_reviewer(education):
    """复审员 of 教体局."""
    return grant(make_user("second.reviewer", "沈青竹"), "second_reviewer", education)


@pytest.fixture
def final_reviewer(county, education):
    """终审员 of the county and of all bodies below it."""
    return grant(make_user("final.reviewer", "贺长川"), "final_reviewer", county, includes_below=True)


@pytest.fixture
def stranger(forestry):
    """信息员 of 林业局: from the other unit (外单位)."""
    return grant(make_user("stranger", "林望舒"), "writer", forestry)


@pytest.fixture
def site_manager(county):
    """站点管理员, for the whole county."""
    return grant(make_user("site.manager", "顾云帆"), "site_manager", county, includes_below=True)


@pytest.fixture
def office_manager(education):
    """办公室负责人 of 教体局: keeps its approval routes."""
    return grant(make_user("office.manager", "秦书砚"), "office_manager", education)


@pytest.fixture
def system_administrator(db):
    """系统管理员: makes accounts, grants nothing."""
    return give_role(make_user("system.administrator", "许知行"), "system_administrator")


@pytest.fixture
def security_administrator(db):
    """安全管理员: grants roles, makes no accounts."""
    return give_role(make_user("security.administrator", "严守正"), "security_administrator")


@pytest.fixture
def audit_administrator(db):
    """审计管理员: reads the trail."""
    return give_role(make_user("audit.administrator", "鉴明"), "audit_administrator")


@pytest.fixture
def nobody(db):
    """An account without any role."""
    return make_user("nobody", "白丁")


def make_user(username: str, name: str, **fields):
    """A person whose password is ``PASSWORD``, fresh today and not waiting to be changed."""
    from django.utils import timezone

    from openxian.accounts.models import User

    fields = {"must_change_password": False, "password_changed_at": timezone.now()} | fields
    return User.objects.create_user(username, name, PASSWORD, **fields)


def give_role(user, role_key: str):
    """Put ``user`` into a role that needs no organisation (the three administrators)."""
    from openxian.accounts.models import Role

    user.groups.add(Role.objects.get(key=role_key).group)
    return user


def grant(user, role_key: str, organisation, *, includes_below=False, from_on=date(2020, 1, 1), until_on=None):
    """Give ``user`` a duty at ``organisation``, straight into the table; returns the user."""
    from openxian.accounts.models import Role
    from openxian.organisations.models import Duty

    Duty.objects.create(
        user=user,
        role=Role.objects.get(key=role_key),
        organisation=organisation,
        includes_below=includes_below,
        from_on=from_on,
        until_on=until_on,
    )
    return give_role(user, role_key)


def login(client, user):
    """Log ``user`` in on a test client, second factor passed when one is asked for; returns the client."""
    from django_otp import DEVICE_ID_SESSION_KEY
    from django_otp.plugins.otp_totp.models import TOTPDevice

    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    if user.groups.filter(role__second_factor_required=True).exists():
        device, _ = TOTPDevice.objects.get_or_create(user=user, name="default", confirmed=True)
        session = client.session
        session[DEVICE_ID_SESSION_KEY] = device.persistent_id
        session.save()
    return client


def _body(slug, kind, name, short_name, parent, established_on):
    from openxian.organisations.models import Organisation, OrganisationPeriod

    facts = {"kind": kind, "name": name, "short_name": short_name, "parent": parent}
    body = Organisation.objects.create(slug=slug, established_on=established_on, **facts)
    OrganisationPeriod.objects.create(organisation=body, from_on=established_on, **facts)
    return body
