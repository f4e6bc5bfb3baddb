"""One small world with a thing of each kind on both sides: 教体局 is own, 林业局 is foreign."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from wagtail.models import Collection, Page, Site

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
    """The sample values; articles in review, pictures, files, columns on both sides."""
    from openxian.organisations.models import Appointment, Delegation, Person, Post, Unit
    from openxian.portal.models import HomePage, Placement
    from openxian.repository.models import Attachment, Batch, Picture

    settings.MEDIA_ROOT = tmp_path
    sides = ((education, writer), (forestry, stranger))
    home = Page.objects.get(depth=1).add_child(
        instance=HomePage(title="首页", slug="h", description="说明", keywords="词")
    )
    site = Site.objects.get()
    Site.objects.filter(pk=site.pk).update(root_page=home)
    articles = [_article(body, by) for body, by in sides]
    waiting = [_article(body, by) for body, by in sides]
    reviews = [_in_review(article, by, at) for article, (_, by) in zip(waiting, sides, strict=True)]
    columns = [_column(home, body.slug, body) for body, _ in sides]
    placements = [
        Placement.objects.create(article=article, column=column, is_home=True, sort_at=at, at=at)
        for article, column in zip(articles, columns, strict=True)
    ]
    collection = Collection.get_first_root_node()
    files = [
        Attachment.objects.create(
            title="f", collection=collection, uploaded_by_user=by, file=ContentFile(PDF, name=f"{by.pk}.pdf")
        )
        for _, by in sides
    ]
    pictures = [
        Picture.objects.create(
            title="p",
            collection=collection,
            uploaded_by_user=by,
            width=2,
            height=2,
            file=ImageFile(ContentFile(_png()), name=f"{by.pk}.png"),
        )
        for _, by in sides
    ]
    batches = [Batch.objects.create(act="tag", by=by, started_at=at) for _, by in sides]
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

    def both(things):
        return tuple(thing.pk for thing in things)

    return Samples(
        [
            ("*review*", "*", *both(reviews)),
            ("*batch*", "*", *both(batches)),
            ("repository:*", "app_label", "repository", "repository"),
            ("repository:*", "model_name", "article", "article"),
            ("repository:*", "*", *both(articles)),
            ("organisations:*unit*", "*", *both(units)),
            ("organisations:*post*", "*", *both(posts)),
            ("organisations:*person*", "*", *both(people)),
            ("organisations:*people*", "*", *both(people)),
            ("organisations:*appointment*", "*", *both(appointments)),
            ("organisations:*delegation*", "*", *both(delegations)),
            ("organisations:*", "slug", education.slug, forestry.slug),
            ("organisations:*", "*", education.pk, forestry.pk),
            ("accounts:*duty*", "*", *both(duties)),
            ("accounts:*role*", "*", 1, 1),
            ("accounts:*", "*", writer.pk, stranger.pk),
            ("workplace:*placement*", "*", *both(placements)),
            ("workplace:*", "*", *both(columns)),
            ("*user*", "pk", writer.pk, stranger.pk),
            ("wagtailsites:*", "pk", site.pk, site.pk),
            ("wagtailsettings:*", "app_name", "portal", "portal"),
            ("wagtailsettings:*", "model_name", "siteprofile", "siteprofile"),
            ("wagtailsettings:*", "pk", site.pk, site.pk),
            ("wagtaildocs*", "document_filename", "f.pdf", "f.pdf"),
            ("wagtaildocs*", "*", *both(files)),
            ("wagtailimages*", "filter_spec", "original", "original"),
            ("wagtailimages*", "*", *both(pictures)),
            ("wagtailadmin_pages:*", "content_type_app_name", "portal", "portal"),
            ("wagtailadmin_pages:*", "content_type_model_name", "columnpage", "columnpage"),
            ("wagtailadmin*", "parent_page_id", home.pk, home.pk),
            ("wagtailadmin_pages:*", "*page*", *both(columns)),
            ("wagtailadmin_api:pages*", "pk", *both(columns)),
            ("wagtailadmin_api:documents*", "pk", *both(files)),
            ("wagtailadmin_api:images*", "pk", *both(pictures)),
            ("*", "app_label", "repository", "repository"),
            ("*", "app_name", "repository", "repository"),
            ("*", "model_name", "article", "article"),
            ("*", "action*", "delete", "delete"),
            ("portal:article", "year", "2026", "2026"),
            ("portal:article", "month", "03", "03"),
            ("portal:article", "number", *both(articles)),
            ("portal:theme", "site_id", site.pk, site.pk),
            ("portal:theme", "digest", "0123456789ab", "0123456789ab"),
            ("portal:picture", "path", pictures[0].file.name, pictures[1].file.name),
            ("wagtail_serve", "*", "", f"{columns[1].slug}/"),
            ("*", "object_id", *both(articles)),
        ]
    )


def _png() -> bytes:
    from io import BytesIO

    from PIL import Image

    out = BytesIO()
    Image.new("RGB", (2, 2)).save(out, "PNG")
    return out.getvalue()
