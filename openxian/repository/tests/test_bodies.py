"""A body as HTML: quickly when it is only text, with words for every picture, nothing inline."""

import io

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from openxian.repository.blocks import TextBlock
from openxian.repository.models import Article, Attachment, Picture
from openxian.repository.queries import render_body


@pytest.fixture
def picture(settings, tmp_path, db):
    settings.MEDIA_ROOT = str(tmp_path)
    stream = io.BytesIO()
    Image.new("RGB", (1200, 600)).save(stream, "PNG")
    return Picture.objects.create(title="图", alternative="青岚山", file=ContentFile(stream.getvalue(), "a.png"))


def test_text_passes_as_it_was_cleaned(new_article, writer, at, django_assert_num_queries):
    from openxian.repository import actions

    saved = actions.save_draft(new_article(body=[("text", "<p>甲</p>"), ("text", "<p>乙</p>")]), by=writer, at=at)
    article = Article.objects.get(pk=saved.pk)
    with django_assert_num_queries(0):
        assert render_body(article) == "<p>甲</p><p>乙</p>"


def test_a_picture_comes_in_sizes_with_its_words(new_article, picture):
    html = render_body(new_article(body=[("text", "<p>甲</p>"), ("picture", {"picture": picture, "caption": "主峰"})]))
    assert html.startswith("<p>甲</p>")
    assert 'alt="青岚山"' in html and "srcset=" in html and "<figcaption>主峰</figcaption>" in html
    assert "style=" not in html


def test_a_gallery_shows_every_picture(new_article, picture):
    pictures = [{"picture": picture, "caption": "一"}, {"picture": picture, "caption": "二"}]
    html = render_body(new_article(body=[("gallery", {"title": "掠影", "pictures": pictures})]))
    assert html.count("<figure") == 2 and "掠影" in html and "<script" not in html


def test_a_video_can_be_stopped_and_read(new_article, settings, tmp_path, db):
    settings.MEDIA_ROOT = str(tmp_path)
    video = Attachment.objects.create(
        title="短片", file=ContentFile(b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" + bytes(64), "a.mp4")
    )
    html = render_body(new_article(body=[("video", {"video": video, "poster": None, "transcript": "各位好"})]))
    assert '<video controls preload="metadata">' in html and 'type="video/mp4"' in html and "各位好" in html


@pytest.mark.parametrize(
    "produced",
    [
        '<p class="align-center">标题</p><p>正<strong>文</strong><em>斜</em><u>线</u></p>',
        "<p><s>删</s>x<sub>1</sub><sup>2</sup></p>",
        "<h2>一</h2><h3>二</h3><h4>三</h4><blockquote><p>引</p></blockquote><hr>",
        '<p><a href="https://www.gov.cn/">链</a><br>行</p>',
        "<ul><li>甲<ul><li>乙</li></ul></li></ul><ol><li>丙</li></ol>",
        '<table><tbody><tr><td colspan="2">甲</td></tr><tr><td>乙</td><td>丙</td></tr></tbody></table>',
    ],
)
def test_what_the_editor_makes_is_kept(produced):
    assert TextBlock(required=False).clean(produced) == produced


def test_the_editors_own_form_of_lists_and_cells_means_the_same():
    made = "<ul><li><p>甲</p></li></ul><table><tbody><tr><th><p>乙</p></th><th><p>丙</p></th></tr><tr><td><p>1</p></td><td><p>2</p></td></tr></tbody></table>"  # noqa: E501
    assert TextBlock(required=False).clean(made) == (
        '<ul><li>甲</li></ul><table><thead><tr><th scope="col">乙</th><th scope="col">丙</th></tr></thead>'
        "<tbody><tr><td>1</td><td>2</td></tr></tbody></table>"
    )
