"""Addresses of the desk, under ``/office/desk/``."""

from django.urls import path

from openxian.desk.views import bulk, calendar, frame, handing, home, lists, notices, todo

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
    path("more/", frame.More.as_view(), name="more"),
    path("keys/", frame.Keys.as_view(), name="keys"),
]
