"""物资领用申请: somebody asks their body for things."""

from django.conf import settings
from django.db import models

from openxian.core.assignments.holders import person_key
from openxian.core.workflow.case import Case
from tests.example.workflow import SUPPLIES


class SupplyRequest(Case):
    workflow = SUPPLIES
    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, verbose_name="机构")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="申请人")
    what = models.CharField("物资", max_length=100)
    amount = models.PositiveIntegerField("数量")
    purpose = models.CharField("用途", max_length=200)
    number = models.CharField("编号", max_length=40, blank=True)
    handed_out = models.PositiveIntegerField("实发数量", null=True)

    class Meta:
        verbose_name = "物资领用申请"

    def __str__(self):
        return f"{self.what}×{self.amount}"

    def holders_for(self, who):
        if who == "applicant":
            return [person_key(self.owner)]
        if who == "adviser":
            return [f"unit:{unit.pk}" for unit in self.organisation.units.filter(name__in=("财务股", "后勤股"))]
        role = {"chief": "first_reviewer", "keeper": "second_reviewer", "supplier": "second_reviewer"}[who]
        return [f"duty:{role}:{self.organisation_id}"]
