"""Addresses of the desk, under ``/office/desk/``."""

from django.urls import path

from openxian.desk.operations import days, numbers, outbox
from openxian.desk.operations import files as kept_files
from openxian.desk.views import (
    bulk,
    calendar,
    files,
    frame,
    handing,
    home,
    lists,
    notices,
    notification_settings,
    styleguide,
    todo,
)

app_name = "desk"
urlpatterns = [
    path("", home.Home.as_view(), name="home"),
    path("todo/", lists.Todos.as_view(), name="todos"),
    path("todo/waiting/", lists.Waiting.as_view(), name="waiting"),
    path("todo/overdue/", lists.Overdue.as_view(), name="overdue"),
    path("todo/done/", lists.Done.as_view(), name="done"),
    path("todo/bulk/", bulk.Bulk.as_view(), name="bulk"),
    path("todo/<int:pk>/", todo.Todo.as_view(), name="todo"),
    path("todo/<int:pk>/act/<str:name>/", todo.Act.as_view(), name="act"),
    path("todo/<int:pk>/take/", handing.Take.as_view(), name="take"),
    path("todo/<int:pk>/release/", handing.Release.as_view(), name="release"),
    path("todo/<int:pk>/hand-over/", handing.HandOver.as_view(), name="hand_over"),
    path("todo/<int:pk>/add-holder/", handing.AddHolder.as_view(), name="add_holder"),
    path("search/", lists.Search.as_view(), name="search"),
    path("calendar/", calendar.Month.as_view(), name="calendar"),
    path("calendar/<int:year>/<int:month>/", calendar.Month.as_view(), name="month"),
    path("notices/", notices.Notices.as_view(), name="notices"),
    path("notices/read/", notices.ReadAll.as_view(), name="read_all"),
    path("notices/<int:pk>/", notices.Notice.as_view(), name="notice"),
    path("notifications/settings/", notification_settings.NotificationSettings.as_view(), name="notification_settings"),
    path("operations/files/", kept_files.KeptFiles.as_view(), name="files"),
    path("operations/files/scan/", kept_files.ScanUnscanned.as_view(), name="scan_files"),
    path("operations/outbox/", outbox.Outbox.as_view(), name="outbox"),
    path("operations/outbox/<int:pk>/retry/", outbox.Retry.as_view(), name="outbox_retry"),
    path("operations/outbox/<int:pk>/drop/", outbox.Drop.as_view(), name="outbox_drop"),
    path("operations/outbox/topics/<str:topic>/retry/", outbox.RetryAll.as_view(), name="outbox_retry_all"),
    path("operations/numbers/", numbers.Numbers.as_view(), name="numbers"),
    path("operations/numbers/<int:pk>/", numbers.NumbersOf.as_view(), name="numbers_of"),
    path("operations/numbers/void/<int:pk>/", numbers.VoidNumber.as_view(), name="void_number"),
    path("files/<int:pk>/", files.Download.as_view(), name="file"),
    path("files/<int:pk>/preview/", files.Preview.as_view(), name="file_preview"),
    path("files/<int:pk>/pages/<int:number>/<int:width>.webp", files.Page.as_view(), name="file_page"),
    path("operations/days/", days.Days.as_view(), name="days"),
    path("operations/days/set/", days.SetDay.as_view(), name="day_set"),
    path("operations/days/<int:pk>/clear/", days.ClearDay.as_view(), name="day_clear"),
    path("operations/days/notice/", days.ImportNotice.as_view(), name="days_notice"),
    path("more/", frame.More.as_view(), name="more"),
    path("styleguide/", styleguide.Styleguide.as_view(), name="styleguide"),
    path("keys/", frame.Keys.as_view(), name="keys"),
]
