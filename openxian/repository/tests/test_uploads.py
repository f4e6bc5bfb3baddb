"""The same refusal wherever a file comes in: in the CMS's forms at the field, in code as ``Refused``."""

import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from wagtail.documents.forms import get_document_form
from wagtail.images.forms import get_image_form

from openxian.core.errors import Refused
from openxian.repository.models import Attachment, Picture


@pytest.fixture(autouse=True)
def files_elsewhere(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)


def _drawn(format_name="PNG"):
    stream = io.BytesIO()
    Image.new("RGB", (20, 10)).save(stream, format_name)
    return stream.getvalue()


def test_an_attachment_is_measured_and_named_by_its_content(db):
    attachment = Attachment(title="报告", file=ContentFile(b"%PDF-1.7\n", "报告.doc"))
    attachment.save()
    assert attachment.file.name.endswith(".pdf")
    assert (attachment.content_type, attachment.file_size, len(attachment.sm3)) == ("application/pdf", 9, 64)


def test_saving_again_examines_nothing_again(db, monkeypatch):
    attachment = Attachment(title="报告", file=ContentFile(b"%PDF-1.7\n", "报告.pdf"))
    attachment.save()
    monkeypatch.setattr("openxian.core.files.examine", lambda *_: pytest.fail("examined twice"))
    attachment.title = "新题"
    attachment.save()
    Attachment.objects.get().save()


def test_a_program_called_a_document_is_refused_in_code(db):
    with pytest.raises(Refused, match="可以上传"):
        Attachment.objects.create(title="报告", file=ContentFile(b"MZ\x90" + bytes(99), "报告.pdf"))


def test_a_program_called_a_document_is_refused_at_the_field(site_manager):
    file = SimpleUploadedFile("报告.pdf", b"MZ\x90" + bytes(99))
    form = get_document_form(Attachment)({"title": "报告"}, {"file": file}, user=site_manager)
    assert not form.is_valid()
    assert "可以上传" in form.errors["file"][0]


def test_a_picture_browsers_do_not_show_is_refused(db):
    with pytest.raises(Refused, match="可以上传"):
        Picture.objects.create(title="图", file=ContentFile(_drawn("BMP"), "图.png"))


def test_a_drawing_that_could_carry_scripts_is_refused_at_the_field(site_manager):
    file = SimpleUploadedFile("图.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml")
    form = get_image_form(Picture)({"title": "图"}, {"file": file}, user=site_manager)
    assert not form.is_valid() and form.errors["file"]


def test_a_picture_keeps_its_measure(db):
    picture = Picture.objects.create(title="图", file=ContentFile(_drawn(), "图.png"))
    assert (picture.width, picture.height, len(picture.sm3)) == (20, 10, 64)
