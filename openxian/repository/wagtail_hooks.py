"""What the repository adds to the Wagtail admin and what it takes away."""

from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.search import SearchArea

from openxian.repository.workplace import quiet
from openxian.repository.workplace.home import panels_for
from openxian.repository.workplace.roles import is_editor

NOISE = {"reports", "help", "snippets"}
OURS = {"images": ("图片", 500), "documents": ("附件", 510), "explorer": ("栏目与站点", 520)}

quiet.choosers_without_inline_scripts()


@hooks.register("register_admin_urls")
def workplace_urls():
    return [path("", include("openxian.repository.workplace.urls", namespace="repository"))]


class EditorsMenuItem(MenuItem):
    """Shown to those who write, review or manage."""

    def is_shown(self, request):
        return is_editor(request.user)


@hooks.register("register_admin_menu_item")
def desk_item():
    return MenuItem("工作台", reverse("desk:home"), name="desk", icon_name="home", order=5)


@hooks.register("register_admin_menu_item")
def home_item():
    url = reverse("wagtailadmin_home")
    return EditorsMenuItem("内容管理首页", url, name="home", icon_name="edit", order=10)


@hooks.register("register_admin_menu_item")
def articles_item():
    return EditorsMenuItem("稿件", reverse("repository:articles"), name="articles", icon_name="doc-full", order=20)


@hooks.register("register_admin_menu_item")
def policies_item():
    url = reverse("repository:policies")
    return EditorsMenuItem("政策文件", url, name="policies", icon_name="doc-full-inverse", order=30)


@hooks.register("register_admin_menu_item")
def reviews_item():
    url = reverse("repository:reviews")
    return EditorsMenuItem("待我审核", url, name="reviews", icon_name="clipboard-list", order=40)


@hooks.register("construct_main_menu")
def tidy_menu(request, items):
    """No reports, help or snippets; Wagtail's own items under the words of this house."""
    items[:] = [item for item in items if item.name not in NOISE]
    for item in items:
        if item.name in OURS:
            item.label, item.order = OURS[item.name]


class ArticlesSearchArea(SearchArea):
    """The box in the menu looks for articles by title; pictures and files have boxes on their own pages."""

    def is_shown(self, request):
        return is_editor(request.user)


@hooks.register("register_admin_search_area")
def articles_search_area():
    return ArticlesSearchArea("稿件", reverse("repository:articles"), name="articles", icon_name="doc-full", order=1)


@hooks.register("construct_homepage_panels")
def dashboard(request, panels):
    panels[:] = panels_for(request.user)


@hooks.register("construct_homepage_summary_items")
def no_counts(request, items):
    """Counting pages, pictures and files on every visit tells nobody what to do next."""
    items.clear()


@hooks.register("insert_global_admin_css")
def admin_css():
    return format_html('<link rel="stylesheet" href="{}">', static("repository/workplace/workplace.css"))


@hooks.register("insert_global_admin_js")
def admin_js():
    return format_html(
        '<script type="module" src="{}"></script><script type="module" src="{}"></script>',
        static("repository/workplace/start.js"),
        static("repository/workplace/listing.js"),
    )
