"""Tables of the ground floor: the audit trail."""

from django.db import models

from openxian.core.errors import Refused


class AppendOnly(models.QuerySet):
    """Rows that may be added and read, never changed or removed."""

    def update(self, **kwargs):
        raise Refused("审计记录只能追加，不能修改。")

    def bulk_update(self, objs, fields, batch_size=None):
        raise Refused("审计记录只能追加，不能修改。")

    def delete(self):
        raise Refused("审计记录只能追加，不能删除。")


class AuditLine(models.Model):
    """One act of one person: who, what, on which object, when, from where, in one Chinese sentence.

    People and objects are kept as plain values, so that a line never changes when they do.
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

    objects = AppendOnly.as_manager()

    class Meta:
        verbose_name = "审计记录"
        verbose_name_plural = "审计记录"
        ordering = ["-id"]
        indexes = [models.Index(fields=["thing_type", "thing_id", "id"], name="audit_thing")]

    def __str__(self):
        return self.sentence

    def save(self, *args, **kwargs):
        if self.pk and not self._state.adding:
            raise Refused("审计记录只能追加，不能修改。")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise Refused("审计记录只能追加，不能删除。")
