"""Institutional reform: a form each, all with the system administrator."""

from django.urls import reverse

from openxian.core.screens import ActScreen
from openxian.organisations import actions, permissions
from openxian.organisations.forms import (
    AbolishForm,
    EstablishForm,
    MergeForm,
    RenameForm,
    SplitForm,
    TransferForm,
)
from openxian.organisations.views.bodies import AboutBody


class ReformScreen(AboutBody, ActScreen):
    """An act of reform on a body."""

    submit, success = "登记", "机构变动已登记。"
    verb = ""

    def may(self, person):
        return permissions.may_reform(person)

    def get_title(self):
        return f"{self.thing.name}：{self.verb}"


class Establish(ReformScreen):
    form_class, success = EstablishForm, "机构已设立。"

    def find(self):
        return None

    def get_title(self):
        return "设立机构"

    def get_initial(self):
        return {"parent": self.request.GET.get("parent"), "position": 100}

    def get_back(self):
        return reverse("organisations:tree")

    def act(self, **values):
        return actions.establish(**values)


class Rename(ReformScreen):
    verb, form_class = "更名", RenameForm
    warning = "更名会留下沿革：生效日期以前仍按旧名称查询。信用代码、简称、代字变更也在这里登记。"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": self.thing}

    def act(self, **values):
        return actions.rename(self.find(), **values)


class Transfer(ReformScreen):
    verb, form_class = "调整隶属", TransferForm

    def act(self, **values):
        return actions.transfer(self.thing, **values)


class Ending(ReformScreen):
    """A reform after which a body may be no more."""

    dangerous = True
    warning = "机构撤销后，它的职责授权、任职和内设机构随即结束，稿件转给承接机构。不能恢复，请核对。"


class Merge(Ending):
    verb, form_class = "并入其他机构", MergeForm

    def act(self, successor, **values):
        return actions.merge([self.thing], successor, **values)


class Split(Ending):
    verb, form_class = "拆分", SplitForm

    def act(self, successors, **values):
        return actions.split(self.thing, list(successors), **values)


class Abolish(Ending):
    verb, form_class = "撤销", AbolishForm

    def act(self, **values):
        return actions.abolish(self.thing, **values)
