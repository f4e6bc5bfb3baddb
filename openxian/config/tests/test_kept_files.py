"""Files of cases lie where no web server looks."""

from openxian.config import cli, doctor
from openxian.config.settings import base
from openxian.core.files.tests import scanners


def test_bytes_lie_outside_every_web_root():
    place = base.STORAGES["kept"]["OPTIONS"]["location"]
    roots = [base.MEDIA_ROOT, base.STATIC_ROOT]
    assert not any(place == root or root in place.parents for root in roots)


def test_the_doctor_says_that_nobody_looks_for_viruses():
    finding = doctor.scanner()
    assert (finding.level, "OPENXIAN_CLAMD" in finding.sentence) == (doctor.Level.NOTICE, True)


def test_the_doctor_says_when_the_scanner_is_away(settings, tmp_path):
    settings.OPENXIAN_CLAMD = f"unix:{tmp_path / 'nobody'}"
    assert doctor.scanner().level is doctor.Level.WRONG


def test_the_doctor_names_the_scanner_that_works(settings):
    with scanners.pretended() as server:
        settings.OPENXIAN_CLAMD = server.address
        assert "ClamAV 1.4.6" in doctor.scanner().sentence


def test_the_help_of_the_program_lists_the_command():
    assert "files" in cli.operator_commands()
