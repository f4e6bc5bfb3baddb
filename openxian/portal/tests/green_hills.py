"""A small 青岚县 portal for tests: one site, a few channels, articles of every kind."""

# ruff: noqa: E501 - tables of test data

from datetime import date, datetime, timedelta
from io import BytesIO
from zoneinfo import ZoneInfo

from django.core.files.base import ContentFile
from PIL import Image

from openxian.portal import actions
from openxian.portal.models import ColumnPage, LeadersPage, OrganisationsPage, TopicPage
from openxian.repository.models import Article, ArticleAttachment, Attachment, Explanation, Picture, PolicyDocument

BEIJING = ZoneInfo("Asia/Shanghai")
AT = datetime(2026, 3, 2, 9, 0, tzinfo=BEIJING)
PROFILE = {
    "site_code": "5109990001",
    "sponsor": "青岚县人民政府办公室",
    "contact": "0999-8820001",
    "icp_number": "川ICP备12345678号-1",
    "police_number": "川公网安备 51099902000001号",
    "party_government_mark_url": "https://bszs.conac.cn/sitename?method=show&id=TEST",
    "error_report_url": "https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=5109990001",
}


def make_site(host="testserver", name="青岚县人民政府", default=True, **fields):
    """A site with its home page and profile, opened by the system."""
    fields = PROFILE | fields
    return actions.create_site(host=host, name=name, default=default, by=None, at=AT, **fields)


def make_column(parent, title, slug, model=ColumnPage, **fields):
    """A page below ``parent``, with the META words every column needs."""
    fields = {"description": f"发布{title}方面的信息。", "keywords": title, "live": True} | fields
    page = model(title=title, slug=slug, **fields)
    parent.refresh_from_db()
    return parent.add_child(instance=page)


def make_article(
    organisation, *columns, title="县教体局部署春季学期开学工作", model=Article, at=AT, live=True, **fields
):
    """A published article (or a draft) standing in ``columns``, straight into the tables; passed all reviews."""
    fields = {"body": [("text", "<p>正文。</p>")], "source": organisation.name} | fields
    article = model(title=title, organisation=organisation, live=live, **fields)
    if live:
        article.published_at, article.addressed_on, article.stage = at, at.date(), "published"
        article.external_id = article.external_id or f"test-{title}-{at.timestamp()}"
    article.save()
    if columns:
        actions.place_many([(article, [column.pk for column in columns])], by=None, at=at)
    return article


def make_policy(organisation, *columns, **fields):
    """A document with number, dates and subject."""
    fields = {
        "title": "青岚县人民政府办公室关于印发《青岚县农村供水管理办法》的通知",
        "document_number": "青政办发〔2026〕3号",
        "index_number": "00899999X/2026-00003",
        "issuer": "青岚县人民政府办公室",
        "dated_on": date(2026, 2, 20),
        "effective_on": date(2026, 4, 1),
        "kind": "policy",
    } | fields
    return make_article(organisation, *columns, model=PolicyDocument, **fields)


def make_picture(title="春到青岚", colour=(60, 120, 90), size=(64, 36)):
    buffer = BytesIO()
    Image.new("RGB", size, colour).save(buffer, "PNG")
    name = f"{abs(hash((title, colour)))}.png"
    return Picture.objects.create(
        title=title, alternative=title, file=ContentFile(buffer.getvalue(), name), width=size[0], height=size[1]
    )


def make_attachment(article, title="申报表.txt", content=b"name,unit\n"):
    file = Attachment.objects.create(title=title, file=ContentFile(content, title), file_size=len(content))
    return ArticleAttachment.objects.create(article=article, file=file, title=title)


class GreenHills:
    """The whole small county; attributes are the pages and articles tests speak of."""

    def __init__(self, county, host="testserver", port=80, pictures=True):
        self.county = county
        self.site = make_site(host, port=port, organisation=county, slogan="山青水绿，百姓安居")
        self.home = self.site.root_page.specific
        self._columns()
        self._articles(pictures)
        self._front_page()

    def _columns(self):
        home = self.home
        self.profile_channel = make_column(home, "魅力青岚", "county", show_in_menus=True, column_type="概况信息")
        self.overview = make_column(self.profile_channel, "县情概况", "overview", layout="single")
        self.news = make_column(home, "新闻中心", "news", show_in_menus=True, column_type="工作动态")
        self.headlines = make_column(self.news, "青岚要闻", "headlines", column_type="工作动态")
        self.notices = make_column(self.news, "通知公告", "notices", review_levels=2)
        self.pictures = make_column(self.news, "图片新闻", "pictures", layout="pictures")
        self.towns = make_column(self.news, "乡镇动态", "towns")
        self.disclosure = make_column(home, "信息公开", "disclosure", show_in_menus=True)
        self.policies = make_column(self.disclosure, "政策文件", "policies", layout="policy", column_type="政策文件")
        self.explainers = make_column(self.disclosure, "政策解读", "explainers", column_type="政策解读")
        self.leaders = make_column(self.disclosure, "负责人信息", "leaders", LeadersPage, column_type="负责人信息")
        self.bodies = make_column(self.disclosure, "机构职能", "bodies", OrganisationsPage, column_type="机构职能")
        self.services = make_column(home, "政务服务", "services", show_in_menus=True, column_type="办事服务")
        self.guides = make_column(self.services, "便民服务", "guides")
        self.participation = make_column(home, "公众参与", "participation", show_in_menus=True)
        self.consultations = make_column(self.participation, "征集调查", "consultations", column_type="征集调查")
        self.tourism = make_column(home, "投资旅游", "tourism", show_in_menus=True)
        self.sights = make_column(self.tourism, "山水青岚", "sights", layout="pictures")
        self.topic = make_column(
            home,
            "政务五公开",
            "five-openness",
            TopicPage,
            column_type="专题专栏",
            introduction="把决策、执行、管理、服务、结果公开落到每一项工作、每一个环节，让群众看得到、听得懂、能监督。",
        )
        self.open_decisions = make_column(self.topic, "决策公开", "decisions")
        make_column(self.open_decisions, "重大决策预公开", "drafts")
        make_column(self.open_decisions, "会议公开", "meetings")
        for title, slug in (
            ("执行公开", "execution"),
            ("管理公开", "management"),
            ("服务公开", "service"),
            ("结果公开", "results"),
        ):
            make_column(self.topic, title, slug)

    def _articles(self, pictures):
        self.article = make_article(
            self.county,
            self.headlines,
            self.open_decisions,
            title="青岚县启动春季义务植树",
            keywords="植树,生态",
            editor="李文秀",
            summary="三月一日，全县四十个植树点同时开工。",
            body=[("text", BODY)],
        )
        self.policy = make_policy(self.county, self.policies, body=[("text", POLICY)], at=AT - timedelta(days=3))
        self.repealed = make_policy(
            self.county,
            self.policies,
            title="青岚县河道采砂管理暂行规定",
            document_number="青政发〔2019〕7号",
            index_number="00899999X/2019-00007",
            validity="repealed",
            ceased_on=date(2025, 12, 31),
            effective_on=date(2019, 7, 1),
            dated_on=date(2019, 6, 3),
            validity_note="由《青岚县河道管理办法》（青政发〔2025〕18号）废止。",
            at=AT - timedelta(days=2400),
        )
        self.explainer = make_article(
            self.county,
            self.explainers,
            title="一图读懂《青岚县农村供水管理办法》",
            kind="explainer",
            at=AT - timedelta(days=2),
        )
        Explanation.objects.create(policy=self.policy, explainer=self.explainer)
        make_attachment(self.policy, "青岚县农村供水管理办法.txt")
        make_article(self.county, self.overview, title="青岚县概况", at=AT - timedelta(days=100))
        for number, title in enumerate(TITLES):
            column = (self.headlines, self.notices, self.towns, self.guides, self.consultations)[number % 5]
            make_article(self.county, column, title=title, at=AT - timedelta(days=number, hours=number))
        for number, title in enumerate(("玉兰花开满山村", "云岭茶园采茶忙", "青岚湖候鸟归来") if pictures else ()):
            picture = make_picture(title, (70 + 50 * number, 110, 90 + 20 * number))
            make_article(
                self.county,
                self.pictures,
                self.sights,
                title=title,
                lead_picture=picture,
                at=AT - timedelta(days=number),
            )

    def _front_page(self):
        home = self.home
        home.refresh_from_db()
        home.headline_column, home.carousel_column = self.headlines, self.pictures
        box = lambda *columns: ("columns", {"columns": [{"column": column, "count": 7} for column in columns]})  # noqa: E731
        home.body = [
            box(self.headlines, self.towns, self.pictures),
            (
                "links",
                {
                    "title": "办事服务",
                    "links": [
                        {"name": name, "url": "/services/", "note": "在线查询", "icon": icon}
                        for name, icon in ENTRANCES
                    ],
                },
            ),
            box(self.notices, self.explainers),
            box(self.policies, self.consultations),
            ("topics", {"title": "专题专栏", "topics": [self.topic]}),
        ]
        home.save()


BODY = """<p>　　3月1日，青岚县2026年春季义务植树活动在青岚湖畔启动，全县四十个植树点同时开工，干部群众三千余人参加。</p>
<h2>一、今年种在哪里</h2><p>今年计划新造林八千亩，重点在青岚湖、云岭和三条国道两侧。<a href="https://www.example.com/trees">苗木知识</a>可参看有关网站，政策见<a href="https://www.gov.cn/">中国政府网</a>。</p>
<table><caption>各乡镇任务</caption><thead><tr><th>乡镇</th><th>面积（亩）</th><th>苗木</th></tr></thead><tbody><tr><td>云岭镇</td><td>2600</td><td>杉木、枫香</td></tr><tr><td>湖口乡</td><td>1800</td><td>水杉、垂柳</td></tr></tbody></table>
<p>县林业局提醒，栽后一个月内要浇足三次水。</p>"""
POLICY = """<p>各乡镇人民政府、县政府各部门：</p><p>《青岚县农村供水管理办法》已经县人民政府第12次常务会议审议通过，现印发给你们，请认真贯彻执行。</p><h2>第一章　总则</h2><p>第一条　为加强农村供水管理，保障农村居民用水安全，根据有关法律法规，结合本县实际，制定本办法。</p><p>第二条　本县行政区域内农村供水工程的建设、运行、维护和监督管理适用本办法。</p>"""
TITLES = [
    "全县教育工作会议召开 部署新学期重点任务",
    "关于2026年城乡居民医保缴费期限的公告",
    "云岭镇：茶园春管抢农时",
    "公租房申请怎么办，一次说清楚",
    "关于公开征求《青岚县城区停车管理办法（草案）》意见的公告",
    "县政府常务会议研究农村供水和道路养护",
    "青岚县事业单位公开招聘工作人员公告",
    "湖口乡：河长巡河守清波",
    "新生儿“出生一件事”五证联办",
    "青岚县旅游形象标识征集",
    "青岚高速连接线三月开工",
    "关于清明节期间森林防火的通告",
    "桑田镇：蚕桑合作社分红",
    "灵活就业人员社保补贴申领指南",
    "关于县城公交线路调整方案的意见征集",
    "全县一季度重点项目集中开工",
    "县城部分路段施工绕行提示",
    "石桥乡：村级图书室上新书",
    "老年人免费乘车卡办理地点",
    "2026年民生实事项目投票",
]
ENTRANCES = [
    ("个人办事", "person"),
    ("企业办事", "building"),
    ("社保医保", "card"),
    ("教育入学", "book"),
    ("婚育户籍", "heart"),
    ("住房保障", "house"),
    ("交通出行", "road"),
    ("农业农村", "leaf"),
]
