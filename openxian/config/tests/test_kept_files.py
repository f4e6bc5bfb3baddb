"""Files of cases lie where no web server looks."""

from openxian.config.settings import base


def test_bytes_lie_outside_every_web_root():
    place = base.STORAGES["kept"]["OPTIONS"]["location"]
    roots = [base.MEDIA_ROOT, base.STATIC_ROOT]
    assert not any(place == root or root in place.parents for root in roots)
