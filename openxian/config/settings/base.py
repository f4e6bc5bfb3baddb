"""Django settings, made from the variables; nothing here reads the environment by itself."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONCE, NONE, SELF

from openxian.config.folders import data_folder
from openxian.config.logs import logging_config
from openxian.config.reader import read_or_stop

VALUES = read_or_stop()
DEMO = VALUES["OPENXIAN_MODE"] == "demo"
DOOR = VALUES["OPENXIAN_DOOR"]
DATA = data_folder(VALUES["OPENXIAN_DATA"])

SECRET_KEY = VALUES["OPENXIAN_SECRET_KEY"] or "demo-only-" + "0" * 50
DEBUG = False
ALLOWED_HOSTS = VALUES["OPENXIAN_HOSTS"] or ["*"]
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in VALUES["OPENXIAN_HOSTS"]]

INSTALLED_APPS = [
    "openxian.core",
    "openxian.core.calendar",
    "openxian.core.assignments",
    "openxian.core.numbering",
    "openxian.core.outbox",
    "openxian.core.notifications",
    "openxian.core.files",
    "openxian.accounts",
    "openxian.organisations",
    "openxian.routes",
    "openxian.desk",
    "openxian.repository",
    "openxian.portal",
    "openxian.demo",
    "openxian.config",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.users",
    "wagtail.search",
    "wagtail.sites",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_prose_editor",
    "django_htmx",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "axes",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "openxian.core.middleware.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "openxian.core.middleware.OriginMiddleware",
    "openxian.accounts.middleware.StaffSessionMiddleware",
    "openxian.config.gate.GateMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "axes.middleware.AxesMiddleware",
    "openxian.core.middleware.RefusalMiddleware",
]

ROOT_URLCONF = f"openxian.config.urls.{DOOR}"
WSGI_APPLICATION = "openxian.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=20000; "
    "PRAGMA cache_size=-65536; PRAGMA mmap_size=268435456; PRAGMA temp_store=MEMORY; PRAGMA foreign_keys=ON;"
)


def database() -> dict[str, Any]:
    if VALUES["DATABASE_URL"]:
        return dict(dj_database_url.parse(VALUES["DATABASE_URL"], conn_max_age=300, conn_health_checks=True))
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(DATA / "openxian.sqlite3"),
        "OPTIONS": {"init_command": SQLITE_PRAGMAS, "transaction_mode": "IMMEDIATE"},
    }


DATABASES = {"default": database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "openxian.accounts.passwords.StrengthValidator"},
    {"NAME": "openxian.accounts.passwords.NotRecentValidator"},
]
LOGIN_URL = "accounts:login"
LOGIN_REDIRECT_URL = "desk:home"
WAGTAILADMIN_AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "openxian.accounts.passwords.StrengthValidator"},
    {"NAME": "openxian.accounts.passwords.NotRecentValidator"},
]

AXES_FAILURE_LIMIT = VALUES["OPENXIAN_LOCKOUT_FAILURES"]
AXES_COOLOFF_TIME = timedelta(minutes=VALUES["OPENXIAN_LOCKOUT_MINUTES"])
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_LOCKOUT_CALLABLE = "openxian.accounts.views.login.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False
SILENCED_SYSTEM_CHECKS = ["axes.W006"]
OTP_TOTP_ISSUER = "OpenXian"

SESSION_COOKIE_AGE = VALUES["OPENXIAN_IDLE_MINUTES"] * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = VALUES["OPENXIAN_HTTPS"] and not DEMO
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if VALUES["OPENXIAN_TRUSTED_PROXIES"] else None
SECURE_SSL_REDIRECT = not DEMO
SECURE_REDIRECT_EXEMPT = [r"^healthz", r"^readyz"]
SECURE_HSTS_SECONDS = 0 if DEMO else 31536000
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
CSRF_FAILURE_VIEW = "openxian.core.faults.csrf_failure"
X_FRAME_OPTIONS = "SAMEORIGIN"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],  # blob: the small pictures beside files that are being uploaded
        "font-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    }
}

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
LOCALE_PATHS = [Path(__file__).parents[2] / "repository" / "locale"]  # first: it also mends words of the CMS
USE_TZ = True
DATETIME_FORMAT = "Y-m-d H:i"
DATE_FORMAT = "Y-m-d"

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
MEDIA_URL = "/files/"
MEDIA_ROOT = DATA / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    "kept": {"BACKEND": "openxian.core.files.kept.KeptFolder", "OPTIONS": {"location": DATA / "kept"}},
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

WAGTAIL_SITE_NAME = "OpenXian 开放县域"
WAGTAILADMIN_BASE_URL = VALUES["OPENXIAN_ADMIN_URL"]
WAGTAIL_I18N_ENABLED = False
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES = [("zh-hans", "简体中文")]
WAGTAILADMIN_PERMITTED_LANGUAGES = [("zh-hans", "简体中文")]
WAGTAIL_WORKFLOW_ENABLED = False
WAGTAILIMAGES_IMAGE_MODEL = "repository.Picture"
WAGTAILDOCS_DOCUMENT_MODEL = "repository.Attachment"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
# Chinese has no spaces: "title contains" finds a picture or a column, the databases' full text does not
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database.fallback"}}
WAGTAILADMIN_COMMENTS_ENABLED = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAILADMIN_UNSAFE_PAGE_DELETION_LIMIT = 0
WAGTAIL_USAGE_COUNT_ENABLED = False

OPENXIAN_DEMO = DEMO
OPENXIAN_DOMAIN_SUFFIXES = () if DEMO else (".gov.cn", ".政务")
OPENXIAN_OFFICE_PATH = "/office/"
OPENXIAN_SINGLE_SESSION = VALUES["OPENXIAN_SINGLE_SESSION"]
OPENXIAN_PASSWORD_DAYS = VALUES["OPENXIAN_PASSWORD_DAYS"]
OPENXIAN_UPLOAD_BYTES = VALUES["OPENXIAN_UPLOAD_MB"] * 1024 * 1024
OPENXIAN_VIDEO_BYTES = VALUES["OPENXIAN_VIDEO_MB"] * 1024 * 1024
OPENXIAN_CLAMD = VALUES["OPENXIAN_CLAMD"]
OPENXIAN_CLAMD_AWAY = VALUES["OPENXIAN_CLAMD_AWAY"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = OPENXIAN_UPLOAD_BYTES
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "gif", "webp"]
OPENXIAN_REVIEW_WORKING_DAYS = VALUES["OPENXIAN_REVIEW_WORKING_DAYS"] or (3 if DEMO else 0)
OPENXIAN_DOCUMENT_NUMBER_FORM = VALUES["OPENXIAN_DOCUMENT_NUMBER_FORM"]
OPENXIAN_TRUSTED_PROXIES = VALUES["OPENXIAN_TRUSTED_PROXIES"]

OPENXIAN_MAIL = bool(VALUES["OPENXIAN_MAIL_HOST"]) or DEMO  # whether mails are sent at all
OPENXIAN_SMS_CARRIER = VALUES["OPENXIAN_SMS_CARRIER"]
OPENXIAN_AUDIT_ANCHOR_MAIL = VALUES["OPENXIAN_AUDIT_ANCHOR_MAIL"]
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if VALUES['OPENXIAN_MAIL_HOST'] else 'filebased'}.EmailBackend"
EMAIL_FILE_PATH = DATA / "mail"
EMAIL_HOST, EMAIL_PORT = VALUES["OPENXIAN_MAIL_HOST"], VALUES["OPENXIAN_MAIL_PORT"]
EMAIL_USE_SSL = VALUES["OPENXIAN_MAIL_SECURITY"] == "tls"
EMAIL_USE_TLS = VALUES["OPENXIAN_MAIL_SECURITY"] == "starttls"
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = VALUES["OPENXIAN_MAIL_USER"], VALUES["OPENXIAN_MAIL_PASSWORD"]
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = SERVER_EMAIL = VALUES["OPENXIAN_MAIL_FROM"] or "OpenXian <openxian@localhost>"

LOGGING_CONFIG = None
logging_config(VALUES["OPENXIAN_LOG_FORMAT"], VALUES["OPENXIAN_LOG_LEVEL"])
