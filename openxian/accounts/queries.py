"""The door for reading: people with logins, their roles, locks and the trail."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Prefetch, Q, QuerySet
from django_otp.plugins.otp_totp.models import TOTPDevice

from openxian.accounts import rules
from openxian.accounts.models import Role, User
from openxian.core.models import AuditLine

REMEMBERED = "_roles_of_request"


def role_keys(person) -> set[str]:
    """Keys of the roles a person has, by duty or by grant; empty for whoever is not in use. At most one query."""
    if not person.is_authenticated or not person.is_active:
        return set()
    remembered = getattr(person, REMEMBERED, None)
    if remembered is not None:
        return remembered
    return set(Role.objects.filter(group__user=person).values_list("key", flat=True))


def remember_roles(person) -> None:
    """Look the roles up once for this object: a request asks many times (gate, page, every menu entry)."""
    setattr(person, REMEMBERED, role_keys(person))


def roles_of(person) -> QuerySet[Role]:
    """The roles of an account, in use or not."""
    return Role.objects.filter(group__user=person)


def roles_with_holders() -> list[tuple[Role, list[User]]]:
    """Every role with the accounts in use that have it; two queries."""
    holders = Prefetch("group__user_set", User.objects.active().order_by("username"), to_attr="holders")
    return [(role, role.group.holders) for role in Role.objects.select_related("group").prefetch_related(holders)]


def has_role(person, role_key: str) -> bool:
    """Whether a person has a role at all, for whatever body."""
    return role_key in role_keys(person)


def administrator_kinds(person) -> set[str]:
    """Which of the three administrations (system, security, audit) a person holds: none or one."""
    return set(
        Role.objects.filter(group__user=person).exclude(administrator="").values_list("administrator", flat=True)
    )


def people_in_use() -> QuerySet[User]:
    """Accounts in use by login name, to choose somebody from."""
    return User.objects.active().order_by("username")


def people_numbered(numbers: Iterable[int]) -> QuerySet[User]:
    """The accounts with these numbers, in use or not."""
    return User.objects.filter(pk__in=set(numbers))


def roles_of_bodies() -> QuerySet[Role]:
    """The roles that are held for a body, by a duty: all but the three administrators'."""
    return Role.objects.filter(administrator="")


def needs_second_factor(person) -> bool:
    """Whether a login must be completed by a second factor: a role asks for it, or the person set one up."""
    asked = Q(groups__role__second_factor_required=True) | Q(totpdevice__confirmed=True)
    return User.objects.filter(asked, pk=person.pk).exists()


def has_second_factor(person) -> bool:
    """Whether a person has completed the set-up of a second factor."""
    return TOTPDevice.objects.filter(user=person, confirmed=True).exists()


def lock_ends(username: str, at: datetime) -> datetime | None:
    """When the lock after failed logins ends for a login name; ``None`` when it is not locked."""
    lasting = settings.AXES_COOLOFF_TIME
    failures = AccessAttempt.objects.filter(username=username, attempt_time__gt=at - lasting)
    return rules.lock_ends(
        failures.values_list("attempt_time", "failures_since_start"), settings.AXES_FAILURE_LIMIT, lasting
    )


def locked_usernames(at: datetime) -> set[str]:
    """Login names locked after failed logins, at a moment; one query."""
    lasting, places = settings.AXES_COOLOFF_TIME, {}
    attempts = AccessAttempt.objects.filter(attempt_time__gt=at - lasting)
    for username, last_at, count in attempts.values_list("username", "attempt_time", "failures_since_start"):
        places.setdefault(username, []).append((last_at, count))
    limit = settings.AXES_FAILURE_LIMIT
    return {username for username, failures in places.items() if rules.lock_ends(failures, limit, lasting)}


def accounts(text: str = "", state: str = "") -> QuerySet[User]:
    """Accounts whose name or login name contains ``text``, by login name; ``state``: active, disabled or frozen."""
    found = User.objects.prefetch_related("groups__role").order_by("username")
    if text:
        found = found.filter(Q(username__icontains=text) | Q(name__icontains=text))
    if state == "active":
        return found.filter(is_active=True)
    if state == "frozen":
        return found.filter(is_active=False, frozen_at__isnull=False)
    if state == "disabled":
        return found.filter(is_active=False, frozen_at__isnull=True)
    return found


def idle_accounts(at: datetime) -> list[User]:
    """Accounts in use that nobody has used for so long that they must be frozen."""
    before = at - timedelta(days=rules.IDLE_DAYS)
    candidates = User.objects.active().filter(created_at__lte=before).exclude(last_login__gt=before)
    return [user for user in candidates if rules.is_idle(user.last_used_at, at)]


def recent_logins(person, most: int = 10) -> QuerySet[AuditLine]:
    """The last logins to an account and failed tries, newest first."""
    acts = ("accounts.login", "accounts.login_failed", "accounts.lock")
    own = AuditLine.objects.filter(thing_type=User._meta.label_lower, thing_id=str(person.pk), act__in=acts)
    return own.order_by("-id")[:most]


@dataclass(frozen=True)
class TrailFilter:
    """What the audit administrator asks of the trail; empty values ask nothing."""

    person: str = ""
    act: str = ""
    thing: str = ""
    since: date | None = None
    until: date | None = None
    succeeded: bool | None = None


def trail(asked: TrailFilter, tz) -> QuerySet[AuditLine]:
    """Lines of the audit trail that answer a filter, newest first; ``until`` is included, days are days in ``tz``."""
    lines = AuditLine.objects.order_by("-id")
    if asked.person:
        lines = lines.filter(_actor(asked.person))
    if asked.act:
        lines = lines.filter(act__startswith=asked.act)
    if asked.thing:
        lines = lines.filter(Q(thing_name__contains=asked.thing) | Q(sentence__contains=asked.thing))
    if asked.since:
        lines = lines.filter(at__gte=_midnight(asked.since, tz))
    if asked.until:
        lines = lines.filter(at__lt=_midnight(asked.until + timedelta(days=1), tz))
    if asked.succeeded is not None:
        lines = lines.filter(succeeded=asked.succeeded)
    return lines


def _actor(text: str) -> Q:
    """Lines of whoever is called or logs in as ``text``."""
    ids = list(User.objects.filter(Q(username=text.lower()) | Q(name=text)).values_list("pk", flat=True))
    return Q(actor_id__in=ids) | Q(actor_name=text)


def _midnight(day: date, tz) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=tz)
