"""Institutional reform. Each act closes and opens periods, writes a ``Reform`` and leaves one line."""

from datetime import date

from django.db import transaction

from openxian.core import audit
from openxian.core.errors import Refused
from openxian.organisations import permissions, rules
from openxian.organisations.actions.checks import refuse, save_checked
from openxian.organisations.actions.endings import end_body
from openxian.organisations.models import Organisation, OrganisationPeriod, Reform
from openxian.organisations.queries import trees_since
from openxian.organisations.signals import organisation_succeeded

FACTS = ("kind", "name", "short_name", "issuer_code", "credit_code", "division_code", "parent")
CONTACTS = (
    "responsibilities", "address", "office_hours", "phone", "fax", "email", "postcode", "position",
)  # fmt: skip


@transaction.atomic
def establish(*, slug: str, effective_on: date, basis: str, by, at, **facts) -> Organisation:
    """Establish a body; ``facts`` are those of ``FACTS`` and ``CONTACTS``."""
    permissions.must_reform(by)
    body = Organisation(slug=slug, established_on=effective_on, **facts)
    refuse("" if effective_on <= at.date() else "成立日期还没有到，请在当天或以后登记。", "effective_on")
    _check_place(body, effective_on)
    _check_codes(body)
    save_checked(body, exclude=["parent"])
    _open_period(body, effective_on)
    _write(
        Reform.Kind.ESTABLISH,
        [],
        [body],
        effective_on=effective_on,
        basis=basis,
        by=by,
        at=at,
        sentence=f"设立{body.name}。",
    )
    return body


@transaction.atomic
def rename(
    organisation: Organisation,
    *,
    name: str,
    short_name: str,
    issuer_code: str = "",
    credit_code: str = "",
    effective_on: date,
    basis: str,
    by,
    at,
) -> Organisation:
    """Give a body a new name, short name, issuer code or credit code from a day on."""
    permissions.must_reform(by)
    body, before = _locked(organisation), organisation.name
    body.name, body.short_name, body.issuer_code, body.credit_code = name, short_name, issuer_code, credit_code
    _check_codes(body)
    _turn_page(body, effective_on, at)
    sentence = f"{before}更名为{name}。" if before != name else f"{name}变更简称、代字或信用代码。"
    _write(Reform.Kind.RENAME, [body], [body], effective_on=effective_on, basis=basis, by=by, at=at, sentence=sentence)
    return body


@transaction.atomic
def transfer(organisation: Organisation, *, parent: Organisation, effective_on: date, basis: str, by, at):
    """Put a body under another from a day on."""
    permissions.must_reform(by)
    body = _locked(organisation)
    if body.parent_id == parent.pk:
        raise Refused(f"它现在就隶属于{parent}。", field="parent")
    _move(body, parent, effective_on, at)
    sentence = f"{body.name}改为隶属{parent.name}。"
    _write(
        Reform.Kind.TRANSFER, [body], [body], effective_on=effective_on, basis=basis, by=by, at=at, sentence=sentence
    )
    return body


@transaction.atomic
def merge(predecessors: list[Organisation], successor: Organisation, *, effective_on: date, basis: str, by, at):
    """End some bodies, whose work and subordinates go to ``successor`` (living already, one of them or another)."""
    permissions.must_reform(by)
    refuse(rules.merger_complaint([body.pk for body in predecessors], successor.pk))
    heir = _living(successor, effective_on)
    ending = [_locked(body) for body in predecessors if body.pk != heir.pk]
    names = "、".join(body.name for body in ending)
    for body in ending:
        _hand_over_children(body, heir, effective_on, at)
        _end(body, [heir], effective_on, by, at)
    _write(
        Reform.Kind.MERGE,
        ending,
        [heir],
        effective_on=effective_on,
        basis=basis,
        by=by,
        at=at,
        sentence=f"{names}并入{heir.name}。",
    )
    return heir


@transaction.atomic
def split(
    organisation: Organisation, successors: list[Organisation], *, keeps: bool, effective_on: date, basis: str, by, at
) -> list[Organisation]:
    """Divide a body's work among ``successors`` (established already); the old one stays when it ``keeps`` a part."""
    permissions.must_reform(by)
    refuse(rules.split_complaint(organisation.pk, [body.pk for body in successors], keeps))
    body = _locked(organisation)
    _check_dates(body, effective_on, at, ends=not keeps)
    successors = [_living(heir, effective_on) for heir in successors]
    if keeps:
        _tell(body, successors, effective_on, by=by, at=at)
    else:
        refuse(rules.abolition_complaint(_children(body).count(), has_successor=False))
        _end(body, successors, effective_on, by, at)
    after = [*([body] if keeps else []), *successors]
    sentence = f"{body.name}拆分为{'、'.join(heir.name for heir in after)}。"
    _write(Reform.Kind.SPLIT, [body], after, effective_on=effective_on, basis=basis, by=by, at=at, sentence=sentence)
    return after


@transaction.atomic
def abolish(organisation: Organisation, *, successor: Organisation | None = None, effective_on: date, basis, by, at):
    """End a body; its work and subordinates go to ``successor``, if there is one."""
    permissions.must_reform(by)
    body = _locked(organisation)
    if successor is not None and successor.pk == body.pk:
        raise Refused("承接机构不能是它自己。", field="successor")
    refuse(rules.abolition_complaint(_children(body).count(), successor is not None), "successor")
    heirs = [] if successor is None else [_living(successor, effective_on)]
    for heir in heirs:
        _hand_over_children(body, heir, effective_on, at)
    _end(body, heirs, effective_on, by, at)
    taken = f"，由{heirs[0].name}承接" if heirs else ""
    _write(
        Reform.Kind.ABOLISH,
        [body],
        heirs,
        effective_on=effective_on,
        basis=basis,
        by=by,
        at=at,
        sentence=f"撤销{body.name}{taken}。",
    )
    return body


@transaction.atomic
def change_facts(organisation: Organisation, *, by, at, **contacts) -> Organisation:
    """Change how a body is reached and what it is for (``CONTACTS``); that is no reform and leaves no period."""
    permissions.must_keep(by, organisation, at.date())
    body = _locked(organisation)
    for name in contacts.keys() & set(CONTACTS):
        setattr(body, name, contacts[name])
    save_checked(body, exclude=["parent"])
    audit.record("organisations.change_facts", by=by, at=at, thing=body, sentence=f"修改{body.name}的职责和联系方式。")
    return body


def _locked(organisation: Organisation) -> Organisation:
    """The body as it is now, locked and still living."""
    body = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if body.abolished_on:
        raise Refused(f"{body.name}已于 {body.abolished_on} 撤销，不能再变动。")
    return body


def _living(organisation: Organisation, on: date) -> Organisation:
    """The body as it is now, locked, when it was there on a day and still is."""
    body = _locked(organisation)
    if body.established_on > on:
        raise Refused(f"{body.name}在 {on} 还没有设立，请换一个机构或日期。")
    return body


def _check_dates(body: Organisation, effective_on: date, at, *, ends: bool) -> OrganisationPeriod:
    """The body's open period, if a change may be made on that day."""
    period = body.periods.get(until_on__isnull=True)
    rule = rules.end_date_complaint if ends else rules.change_date_complaint
    refuse(rule(effective_on, period.from_on, at.date()), "effective_on")
    return period


def _check_codes(body: Organisation) -> None:
    if body.credit_code:
        refuse(rules.credit_code_complaint(body.credit_code), "credit_code")
    if body.division_code:
        above = body.parent.division_code if body.parent else ""
        refuse(rules.division_code_complaint(body.division_code, above), "division_code")


def _check_place(body: Organisation, on: date) -> None:
    """A body may stand where it is put on every day from ``on``, not only in the tree of today."""
    if body.parent:
        _living(body.parent, on)
    for parents in trees_since(on):
        refuse(rules.parent_complaint(body.pk, body.parent_id, parents), "parent")


def _turn_page(body: Organisation, effective_on: date, at) -> None:
    """Save a body's new facts and begin a period with them; a second change on one day amends the first."""
    period = _check_dates(body, effective_on, at, ends=False)
    save_checked(body, exclude=["parent"])
    if period.from_on == effective_on:
        for name in FACTS:
            setattr(period, name, getattr(body, name))
        period.save()
        return
    period.until_on = effective_on
    period.save(update_fields=["until_on"])
    _open_period(body, effective_on)


def _open_period(body: Organisation, from_on: date) -> None:
    facts = {name: getattr(body, name) for name in FACTS}
    OrganisationPeriod.objects.create(organisation=body, from_on=from_on, **facts)


def _move(body: Organisation, parent: Organisation | None, effective_on: date, at) -> None:
    body.parent = parent
    _check_place(body, effective_on)
    _check_codes(body)
    _turn_page(body, effective_on, at)


def _children(body: Organisation):
    return body.children.current()


def _hand_over_children(body: Organisation, heir: Organisation, effective_on: date, at) -> None:
    """What hung on an ending body hangs on its heir; an heir from below takes the place of the body itself."""
    parents = dict(Organisation.objects.current().values_list("pk", "parent_id"))
    if body.pk in rules.ancestors(heir.pk, parents):
        _move(heir, body.parent, effective_on, at)
    for child in _children(body).select_for_update():
        _move(child, heir, effective_on, at)


def _end(body: Organisation, heirs: list[Organisation], effective_on: date, by, at) -> None:
    period = _check_dates(body, effective_on, at, ends=True)
    period.until_on = effective_on
    period.save(update_fields=["until_on"])
    body.abolished_on = effective_on
    body.save(update_fields=["abolished_on"])
    hanging = OrganisationPeriod.objects.filter(parent=body, until_on__gt=effective_on)
    refuse(rules.hanging_complaint(hanging.exists()), "effective_on")
    end_body(body, effective_on, at)
    _tell(body, heirs, effective_on, by=by, at=at)


def _tell(body: Organisation, heirs: list[Organisation], effective_on: date, *, by, at) -> None:
    organisation_succeeded.send(
        Organisation, predecessor=body, successors=heirs, effective_on=effective_on, by=by, at=at
    )


def _write(kind, before, after, *, effective_on: date, basis: str, by, at, sentence: str) -> None:
    """The reform and its line in the trail."""
    refuse("" if basis.strip() else "请写明批准文件。", "basis")
    reform = Reform.objects.create(kind=kind, effective_on=effective_on, basis=basis, by=by, at=at)
    reform.predecessors.set(before)
    reform.successors.set(after)
    thing = (after or before)[0]
    said = f"{sentence[:-1]}（{effective_on} 起，依据{basis}）。"
    audit.record(f"organisations.{kind}", by=by, at=at, thing=thing, sentence=said, reform=reform.pk)
