"""A kind of case that routes can be drawn up for in the demonstration, before the rooms with real cases are there."""

from openxian.routes.registry import Field, Subject

OFFICE_REQUEST = Subject(
    "demo_office_request",
    "用车和经费申请",
    (
        Field("kind", "类别", "choice", (("car", "用车"), ("money", "经费"), ("goods", "办公用品"))),
        Field("amount", "金额（元）", "number"),
        Field("far", "是否出县", "yes_no"),
        Field("about", "事由", "text"),
    ),
)
