"""Pages of the frame itself: the whole menu for phones, the keys."""

from openxian.desk.screens import Open


class More(Open):
    """更多: the whole menu on one page, where a phone has no room for it."""

    title = "更多"
    template_name = "desk/more.html"


class Keys(Open):
    """快捷键, also without the dialog."""

    title = "快捷键"
    template_name = "desk/keys.html"
