"""Tables of the ground floor: the audit trail and its chain.

Rows are only added: the models refuse anything else, and so do triggers of the database (``0002_append_only``).
"""

from django.db import models

from openxian.core.audit import canonical, sealing
from openxian.core.errors import Refused


class AppendOnly(models.QuerySet):
    """Rows that may be added and read, never changed or removed."""

    def update(self, **kwargs):
        raise Refused("审计记录只能追加，不能修改。")

    def bulk_update(self, objs, fields, batch_size=None):
        raise Refused("审计记录只能追加，不能修改。")

    def delete(self):
        raise Refused("审计记录只能追加，不能删除。")


class Lines(AppendOnly):
    """Lines of the trail; many at once are digested and sealed like single ones."""

    def bulk_create(self, objs, *args, **kwargs):
        lines = list(objs)
        for line in lines:
            line.settle()
        made = super().bulk_create(lines, *args, **kwargs)
        sealing.arrange()
        return made


class OnlyAdded(models.Model):
    """A row that is saved once."""

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if self.pk and not self._state.adding:
            raise Refused("审计记录只能追加，不能修改。")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise Refused("审计记录只能追加，不能删除。")


class AuditLine(OnlyAdded):
    """One act of one person: who, what, on which object, when, from where, in one Chinese sentence.

    People and objects are kept as plain values, so that a line never changes when they do. ``digest`` is the SM3 of
    all the rest but the number (``audit.canonical``).
    """

    at = models.DateTimeField("时间", db_index=True)
    act = models.CharField("行为", max_length=80, db_index=True)
    actor_id = models.BigIntegerField("人员编号", null=True, db_index=True)
    actor_name = models.CharField("人员", max_length=80)
    thing_type = models.CharField("对象类型", max_length=80)
    thing_id = models.CharField("对象编号", max_length=40)
    thing_name = models.CharField("对象名称", max_length=300)
    sentence = models.CharField("经过", max_length=1000)
    address = models.GenericIPAddressField("来源地址", null=True)
    succeeded = models.BooleanField("成功", default=True)
    detail = models.JSONField("细节", default=dict)
    digest = models.CharField("摘要", max_length=64, editable=False)

    objects = Lines.as_manager()

    class Meta:
        verbose_name = "审计记录"
        verbose_name_plural = "审计记录"
        ordering = ["-id"]
        indexes = [models.Index(fields=["thing_type", "thing_id", "id"], name="audit_thing")]

    def __str__(self):
        return self.sentence

    def settle(self) -> None:
        """Take the digest of what is about to be written."""
        self.detail = canonical.settled(self.detail)
        self.digest = canonical.digest(self)

    def save(self, *args, **kwargs):
        if self._state.adding:
            self.settle()
        super().save(*args, **kwargs)
        sealing.arrange()


class AuditPending(models.Model):
    """A line that is not in the chain yet; a trigger writes it with the line, sealing removes it."""

    line_id = models.BigIntegerField("审计记录", primary_key=True)

    class Meta:
        verbose_name = "待封存的审计记录"
        verbose_name_plural = verbose_name


class AuditLink(OnlyAdded):
    """A link of the chain: the line at place ``seq`` with its digest, and the hash over it and the link before."""

    seq = models.BigIntegerField("序号", primary_key=True)
    line_id = models.BigIntegerField("审计记录", unique=True)
    digest = models.CharField("摘要", max_length=64)
    hash = models.CharField("链值", max_length=64)

    objects = AppendOnly.as_manager()

    class Meta:
        verbose_name = "审计链"
        verbose_name_plural = verbose_name


class AuditCheck(OnlyAdded):
    """That somebody recomputed the chain: from which link to which, what the last one's hash was, the first fault."""

    at = models.DateTimeField("时间")
    actor_id = models.BigIntegerField("人员编号", null=True)
    actor_name = models.CharField("人员", max_length=80)
    first_seq = models.BigIntegerField("起始序号")
    last_seq = models.BigIntegerField("末尾序号")
    hash = models.CharField("链值", max_length=64)
    faults = models.PositiveIntegerField("问题数")
    fault = models.CharField("第一处问题", max_length=300, blank=True)

    objects = AppendOnly.as_manager()

    class Meta:
        verbose_name = "审计链核验"
        verbose_name_plural = verbose_name
        ordering = ["-id"]

    def __str__(self):
        return self.fault or "未发现问题"
