"""One small world with a thing of each kind on both sides: 教体局 is own, 林业局 is foreign."""

from datetime import date
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from PIL import Image
from wagtail.models import Collection, Page, Site

from tests.cast import make_user
from tests.permissions.addresses import Samples

PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF"
)

CAST = (
    "anonymous",
    "nobody",
    "writer",
    "first_reviewer",
    "second_reviewer",
    "final_reviewer",
    "site_manager",
    "office_manager",
    "system_administrator",
    "security_administrator",
    "audit_administrator",
)


def _article(organisation, by):
    from openxian.repository.models import Article

    return Article.objects.create(
        title=f"{organisation} 的稿件",
        organisation=organisation,
        source=str(organisation),
        created_by=by,
        live=False,
        body=[("text", "<p>正文</p>")],
    )


def _in_review(article, by, at):
    from openxian.repository.models import Review, Stage

    revision = article.save_revision(user=by)
    article.stage = Stage.FIRST_REVIEW
    article.save()
    return Review.objects.create(
        article=article, revision=revision, levels=3, state="first_review", submitted_by=by, submitted_at=at
    )


def _column(home, slug, organisation):
    from openxian.portal.models import ColumnPage

    return home.add_child(
        instance=ColumnPage(title=slug, slug=slug, description="说明", keywords="词", organisation=organisation)
    )


@pytest.fixture
def samples(education, forestry, writer, stranger, at, settings, tmp_path) -> Samples:
    """The sample values; articles in review, pictures, files, columns, people on both sides."""
    settings.MEDIA_ROOT = tmp_path
    sides = ((education, writer), (forestry, stranger))
    site, home = _site()
    articles = [_article(body, by) for body, by in sides]
    return Samples(
        [
            *_repository_rows(sides, articles, at),
            *_organisation_rows(sides, at),
            *_route_rows(sides, at),
            *_library_rows(sides),
            *_site_rows(sides, articles, site, home, at),
            *_desk_rows(sides, articles, at),
            *_file_rows(sides, at),
            *_operation_rows(at),
            ("*", "app_label", "repository", "repository"),
            ("*", "app_name", "repository", "repository"),
            ("*", "model_name", "article", "article"),
            ("*", "action*", "delete", "delete"),
            ("*", "object_id", *_both(articles)),
        ]
    )


def _desk_rows(sides, articles, at) -> list:
    """A to-do and a notice of the writer on each side."""
    from openxian.core.assignments import actions
    from openxian.core.notifications.models import Notification

    asked = {"kind": "repository.review", "step": "revise", "label": "修改", "by": None, "at": at}
    todos = [
        actions.open_round(article, holders=[f"person:{by.pk}"], **asked)[0]
        for article, (_, by) in zip(articles, sides, strict=True)
    ]
    notices = [Notification.objects.create(person=by, kind="x", title="x", created_at=at) for _, by in sides]
    pages = ("todo", "act", "take", "release", "hand_over", "add_holder")
    return [
        ("desk:act", "name", "set_aside", "set_aside"),
        ("desk:month", "year", 2026, 2026),
        ("desk:month", "month", 3, 3),
        ("desk:notice", "pk", *_both(notices)),
        *((f"desk:{page}", "pk", *_both(todos)) for page in pages),
    ]


def _file_rows(sides, at) -> list:
    """A picture at a request of each side."""
    from openxian.core.files import actions
    from tests.example.models import SupplyRequest

    files = []
    for body, by in sides:
        asked = SupplyRequest.objects.create(
            organisation=body, owner=by, what="铁锹", amount=2, purpose="值班", state="draft"
        )
        drawn = BytesIO()
        Image.new("RGB", (8, 8), "green").save(drawn, "PNG")
        files.append(actions.keep(drawn, "照片.png", thing=asked, by=by, at=at))
    return [
        ("desk:file_page", "number", 1, 1),
        ("desk:file_page", "width", 320, 320),
        ("desk:file*", "pk", *_both(files)),
    ]


def _operation_rows(at) -> list:
    """A number, a job that stopped, a day set by hand, an anchor, a to-do of nobody: they belong to no side."""
    from openxian.core.assignments import actions as assignments
    from openxian.core.audit import actions as audit
    from openxian.core.calendar.actions import set_day
    from openxian.core.calendar.models import CalendarDay
    from openxian.core.models import AuditLine
    from openxian.core.numbering.actions import reserve
    from openxian.core.numbering.models import Counter
    from openxian.core.outbox.models import Job

    number = reserve("sample", 2026, by=None, at=at)
    job = Job.objects.create(topic="sample", payload={}, state="failed", put_at=at, due_at=at, finished_at=at)
    set_day(day=date(2026, 8, 10), is_working=False, name="县庆日", basis="县人大决定", by=None, at=at)
    audit.take_anchor(by=None, at=at)
    anchor = AuditLine.objects.get(act="audit.take_anchor").pk
    day = CalendarDay.objects.get().pk
    counter = Counter.objects.get()
    left = make_user("left", "离职的人", is_active=False)
    asked = {"kind": "sample", "step": "check", "label": "核对", "holders": [f"person:{left.pk}"]}
    [part] = assignments.open_round(counter, **asked, by=None, at=at)
    return [
        ("desk:pass_on", "pk", part.pk, part.pk),
        ("desk:numbers_of", "pk", counter.pk, counter.pk),
        ("desk:void_number", "pk", number.pk, number.pk),
        ("desk:outbox_*", "pk", job.pk, job.pk),
        ("desk:outbox_*", "topic", "sample", "sample"),
        ("desk:day_clear", "pk", day, day),
        ("desk:audit_anchor", "pk", anchor, anchor),
    ]


def _both(things) -> tuple:
    """The keys of the own and of the foreign one."""
    return tuple(thing.pk for thing in things)


def _site():
    from openxian.portal.models import HomePage

    home = Page.objects.get(depth=1).add_child(
        instance=HomePage(title="首页", slug="h", description="说明", keywords="词")
    )
    site = Site.objects.get()
    Site.objects.filter(pk=site.pk).update(root_page=home)
    return site, home


def _repository_rows(sides, articles, at) -> list:
    from openxian.repository.models import Batch

    reviews = [_in_review(_article(body, by), by, at) for body, by in sides]
    batches = [Batch.objects.create(act="tag", by=by, started_at=at) for _, by in sides]
    return [
        ("*review*", "*", *_both(reviews)),
        ("*batch*", "*", *_both(batches)),
        ("repository:*", "app_label", "repository", "repository"),
        ("repository:*", "model_name", "article", "article"),
        ("repository:*", "*", *_both(articles)),
    ]


def _organisation_rows(sides, at) -> list:
    from openxian.organisations.models import Appointment, Delegation, Person, Post, Unit

    (education, writer), (forestry, stranger) = sides
    units = [Unit.objects.create(organisation=body, name="办公室") for body, _ in sides]
    posts = [Post.objects.create(organisation=body, title="局长") for body, _ in sides]
    people = [Person.objects.create(name=f"{body}的人") for body, _ in sides]
    appointments = [
        Appointment.objects.create(person=person, post=post, from_on=at.date())
        for person, post in zip(people, posts, strict=True)
    ]
    delegations = [
        Delegation.objects.create(delegator=a, delegate=b, from_on=at.date(), to_on=at.date(), reason="出差")
        for a, b in ((writer, stranger), (stranger, writer))
    ]
    duties = [by.duties.get() for _, by in sides]
    return [
        ("organisations:*unit*", "*", *_both(units)),
        ("organisations:*post*", "*", *_both(posts)),
        ("organisations:*person*", "*", *_both(people)),
        ("organisations:*people*", "*", *_both(people)),
        ("organisations:*appointment*", "*", *_both(appointments)),
        ("organisations:*delegation*", "*", *_both(delegations)),
        ("organisations:*duty*", "*", *_both(duties)),
        ("organisations:*", "slug", education.slug, forestry.slug),
        ("organisations:*", "*", education.pk, forestry.pk),
        ("accounts:*role*", "*", 1, 1),
        ("accounts:*", "*", writer.pk, stranger.pk),
        ("*user*", "pk", writer.pk, stranger.pk),
    ]


def _route_rows(sides, at) -> list:
    """A published route with one step on each side, a draft that adds another, and a case on its way."""
    from openxian.routes import actions, queries
    from openxian.routes.registry import Subject, register
    from openxian.routes.rules import Definition, Holder, Stage, Step, add_step

    register(Subject("sample", "样例事项"))
    routes, parts = [], []
    for body, by in sides:
        step = Step(key="s1", label="审核", holders=(Holder(kind="person", rest=str(by.pk)),))
        definition = Definition(stages=(Stage(key="p1", steps=(step,)),), serial=1)
        route = actions.create_route(body, subject="sample", name="样例路线", by=None, at=at)
        actions.save_draft(route, lambda _, definition=definition: definition, by=None, at=at)
        actions.publish_version(route, by=None, at=at)
        actions.save_draft(route, add_step("审批"), by=None, at=at)
        routes.append(route)
        parts.append(queries.parts(actions.start_run(body, route=route, fields={}, by=by, at=at)).get())
    return [
        *((f"routes:{page}", "pk", *_both(parts)) for page in ("agree", "send_back", "resubmit")),
        ("routes:step", "key", "s1", "s1"),
        ("routes:ways", "key", "p1", "p1"),
        ("routes:version", "number", 1, 1),
        ("routes:*", "pk", *_both(routes)),
    ]


def _library_rows(sides) -> list:
    """Pictures and files, each uploaded by the writer of its side."""
    from openxian.repository.models import Attachment, Picture

    shelf = Collection.get_first_root_node()
    files = [
        Attachment.objects.create(
            title="f", collection=shelf, uploaded_by_user=by, file=ContentFile(PDF, name=f"{by.pk}.pdf")
        )
        for _, by in sides
    ]
    pictures = [
        Picture.objects.create(
            title="p",
            collection=shelf,
            uploaded_by_user=by,
            width=2,
            height=2,
            file=ImageFile(ContentFile(_png()), name=f"{by.pk}.png"),
        )
        for _, by in sides
    ]
    return [
        ("wagtaildocs*", "document_filename", "f.pdf", "f.pdf"),
        ("wagtaildocs*", "*", *_both(files)),
        ("wagtailimages*", "filter_spec", "original", "original"),
        ("wagtailimages*", "*", *_both(pictures)),
        ("wagtailadmin_api:documents*", "pk", *_both(files)),
        ("wagtailadmin_api:images*", "pk", *_both(pictures)),
        ("portal:picture", "path", pictures[0].file.name, pictures[1].file.name),
    ]


def _site_rows(sides, articles, site, home, at) -> list:
    from openxian.portal.models import Placement

    columns = [_column(home, body.slug, body) for body, _ in sides]
    placements = [
        Placement.objects.create(article=article, column=column, is_home=True, sort_at=at, at=at)
        for article, column in zip(articles, columns, strict=True)
    ]
    return [
        ("workplace:*placement*", "*", *_both(placements)),
        ("workplace:*", "*", *_both(columns)),
        ("wagtailsites:*", "pk", site.pk, site.pk),
        ("wagtailsettings:*", "app_name", "portal", "portal"),
        ("wagtailsettings:*", "model_name", "siteprofile", "siteprofile"),
        ("wagtailsettings:*", "pk", site.pk, site.pk),
        ("wagtailadmin_pages:*", "content_type_app_name", "portal", "portal"),
        ("wagtailadmin_pages:*", "content_type_model_name", "columnpage", "columnpage"),
        ("wagtailadmin*", "parent_page_id", home.pk, home.pk),
        ("wagtailadmin_pages:*", "*page*", *_both(columns)),
        ("wagtailadmin_api:pages*", "pk", *_both(columns)),
        ("portal:article", "year", "2026", "2026"),
        ("portal:article", "month", "03", "03"),
        ("portal:article", "number", *_both(articles)),
        ("portal:theme", "site_id", site.pk, site.pk),
        ("portal:theme", "digest", "0123456789ab", "0123456789ab"),
        ("wagtail_serve", "*", "", f"{columns[1].slug}/"),
    ]


def _png() -> bytes:
    from io import BytesIO

    from PIL import Image

    out = BytesIO()
    Image.new("RGB", (2, 2)).save(out, "PNG")
    return out.getvalue()
