"""What becomes of a body's duties, appointments and units on the day it ends."""

from datetime import date

from django.db.models import Q
from django.db.models.functions import Greatest

from openxian.organisations.actions.duties import settle_groups
from openxian.organisations.models import Appointment, Duty, Organisation


def end_body(body: Organisation, on: date, at) -> None:
    """End every duty, appointment and unit of a body on a day; what was only to begin later never does."""
    lasting = Q(until_on__isnull=True) | Q(until_on__gt=on)
    body.units.filter(closed_on__isnull=True).update(closed_on=on)
    appointments = Appointment.objects.filter(lasting, post__organisation=body)
    appointments.filter(from_on__gte=on).delete()
    appointments.update(until_on=on)
    duties = Duty.objects.filter(lasting, organisation=body)
    users = {duty.user for duty in duties.select_related("user")}
    duties.update(until_on=Greatest("from_on", on))
    for user in users:
        settle_groups(user, at.date())
