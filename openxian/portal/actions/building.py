"""Sites: opened with their home page, site map, error report entry and a complete profile."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.models import Page, Site

from openxian.core import audit
from openxian.core.errors import Forbidden, Refused
from openxian.portal import permissions, rules
from openxian.portal.models import ErrorReportPage, HomePage, SiteMapPage, SiteProfile

FURNITURE = (
    (SiteMapPage, "网站地图", "site-map", "列出本站全部频道和栏目，帮助快速找到所需内容。", "网站地图,栏目导航"),
    (
        ErrorReportPage,
        "网站找错",
        "error-report",
        "说明怎样反映本站内容错误、链接打不开等问题。",
        "网站找错,纠错,监督举报",
    ),
)


@transaction.atomic
def create_site(
    *, host: str, name: str, by, at: datetime, port: int = 80, default: bool = False, slug: str = "", **profile
) -> Site:
    """Open a site: ``profile`` has the other fields of ``SiteProfile`` (指引 §底部功能区, all seven items).

    ``description`` and ``keywords`` in ``profile`` go to the home page. Refuses an incomplete profile
    with one sentence for each fault; nothing is left half-made.
    """
    if by is not None and not permissions.may_build(by, at.date()):
        raise Forbidden("只有站点管理员可以开站。")
    if fault := rules.domain_fault(host, ()):
        raise Refused(fault, field="host")
    if Site.objects.filter(hostname=host, port=port).exists() and not (default and _welcome_site(host, port)):
        raise Refused(f"{host}:{port} 已有站点，请换域名或端口。", field="host")
    if default:
        _clear_welcome()
        Site.objects.filter(is_default_site=True).update(is_default_site=False)
    home = HomePage(
        title=name,
        slug=slug or _slug(host, port),
        column_type=HomePage.ColumnType.HOME,
        description=profile.pop("description", f"{name}官方网站首页。"),
        keywords=profile.pop("keywords", f"{name},政府信息公开,政务服务"),
    )
    _add_home(home)
    site = Site.objects.create(hostname=host, port=port, site_name=name, root_page=home, is_default_site=default)
    _save_profile(SiteProfile(site=site, name=name, **{"domain": host} | profile))
    furnish(site)
    audit.record("portal.create_site", by=by, at=at, thing=site, sentence=f"开设网站“{name}”（{host}）。")
    return site


def _add_home(home: HomePage) -> None:
    try:
        Page.get_first_root_node().add_child(instance=home)
    except ValidationError as error:
        raise Refused("；".join(error.messages), field="name") from error


def _slug(host: str, port: int) -> str:
    """The home page's name in the tree, which no address shows; two sites of one host differ by port."""
    return host.replace(".", "-") + (
        f"-{port}" if HomePage.objects.filter(slug=host.replace(".", "-")).exists() else ""
    )


def _save_profile(profile: SiteProfile) -> None:
    try:
        profile.save()
    except ValidationError as error:
        raise Refused("；".join(error.messages)) from error


def furnish(site: Site) -> None:
    """The seventh footer item and its neighbour: a site map and an error report page, if the site has none yet."""
    home = site.root_page.specific
    if not isinstance(home, HomePage):
        return
    for model, title, slug, description, keywords in FURNITURE:
        if not model.objects.descendant_of(home).exists():
            page = model(title=title, slug=slug, description=description, keywords=keywords, show_in_menus=False)
            home.add_child(instance=page)
            home.refresh_from_db()


def _welcome_site(host: str, port: int) -> Site | None:
    """The site that a new Wagtail database brings along."""
    site = Site.objects.filter(hostname=host, port=port).select_related("root_page").first()
    return site if site and site.root_page.specific_class is Page else None


def _clear_welcome() -> None:
    """Remove the welcome page that a new database brings along, and its site."""
    for site in Site.objects.select_related("root_page"):
        if site.root_page.specific_class is Page:
            site.delete()
            site.root_page.delete()
