"""The first page of the desk."""

from openxian.desk.screens import ShowScreen


class Home(ShowScreen):
    """工作台首页."""

    title = "工作台"
    template_name = "desk/home.html"

    def may(self, person) -> bool:
        return person.is_active
