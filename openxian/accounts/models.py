"""People who log in, and the roles they may hold."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, Group, PermissionsMixin
from django.core.validators import RegexValidator
from django.db import models


class UserQuerySet(models.QuerySet):
    def active(self):
        return self.filter(is_active=True)


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    """Makes users. There is no ``create_superuser``: nobody holds every right (等保三级 访问控制)."""

    def create_user(self, username: str, name: str, password: str | None = None, **fields):
        user = self.model(username=username, name=name, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """A person with a login. Rights come from roles only; ``is_superuser`` is refused by the database."""

    username = models.CharField(
        "登录名",
        max_length=40,
        unique=True,
        validators=[RegexValidator(r"^[a-z][a-z0-9._-]{2,39}$", "登录名用小写字母开头，3–40 位字母、数字或 . _ -")],
        error_messages={"unique": "这个登录名已有人使用，请换一个。"},
    )
    name = models.CharField("姓名", max_length=40)
    email = models.EmailField("电子邮箱", blank=True)
    phone = models.CharField("手机号", max_length=20, blank=True)
    is_active = models.BooleanField("启用", default=True)
    created_at = models.DateTimeField("建立时间", auto_now_add=True)
    password_changed_at = models.DateTimeField("口令更改时间", null=True, blank=True)
    must_change_password = models.BooleanField("下次登录须改口令", default=True)
    enabled_at = models.DateTimeField("启用时间", null=True, blank=True)
    frozen_at = models.DateTimeField("冻结时间", null=True, blank=True, help_text="长期未用，自动停用。")
    session_stamp = models.CharField(
        "会话标记", max_length=32, blank=True, help_text="最近一次登录的标记；更早的会话标记不同，随即失效。"
    )

    objects = UserManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = "用户"
        verbose_name_plural = "用户"
        ordering = ["username"]
        constraints = [
            models.CheckConstraint(
                name="user_nobody_is_superuser",
                condition=models.Q(is_superuser=False),
                violation_error_message="不设超级用户：权限一律由角色授予。",
            )
        ]

    def __str__(self):
        return self.name

    @property
    def last_used_at(self):
        """When the account was last logged in to, enabled or made: whichever came last."""
        return max(moment for moment in (self.last_login, self.enabled_at, self.created_at) if moment)

    @property
    def is_staff(self) -> bool:
        """Everyone with a login is staff; what they may do is a matter of roles."""
        return self.is_active

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name

    @property
    def first_name(self) -> str:
        """What the office's menu calls a person by; the CMS asks for it under this name."""
        return self.name


class Role(models.Model):
    """A named set of rights. ``key`` is what the code asks for; the group carries the permissions."""

    class Administrator(models.TextChoices):
        SYSTEM = "system", "系统管理员"
        SECURITY = "security", "安全管理员"
        AUDIT = "audit", "审计管理员"

    group = models.OneToOneField(Group, models.CASCADE, related_name="role", verbose_name="权限组")
    key = models.SlugField("代号", max_length=40, unique=True)
    name = models.CharField("名称", max_length=40, unique=True)
    explanation = models.CharField("说明", max_length=200, blank=True)
    administrator = models.CharField(
        "管理员类别", max_length=10, choices=Administrator, blank=True, help_text="三类管理员互斥，一人只能任一类。"
    )
    second_factor_required = models.BooleanField("须用动态口令", default=False)

    class Meta:
        verbose_name = "角色"
        verbose_name_plural = "角色"
        ordering = ["id"]

    def __str__(self):
        return self.name


class PastPassword(models.Model):
    """The hash of a password once used, so that it is not taken again (等保三级 身份鉴别)."""

    user = models.ForeignKey(User, models.CASCADE, related_name="past_passwords", verbose_name="用户")
    password = models.CharField("口令摘要", max_length=200)
    set_at = models.DateTimeField("启用时间")

    class Meta:
        verbose_name = "历史口令"
        verbose_name_plural = "历史口令"
        ordering = ["-set_at", "-id"]

    def __str__(self):
        return f"{self.user} {self.set_at:%Y-%m-%d}"
