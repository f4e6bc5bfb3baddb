"""每个请求一行日志：编号、方法、路径、状态、毫秒；没有地址、姓名和查询内容。"""

import pytest
from structlog.testing import capture_logs

from openxian.core import middleware


@pytest.fixture
def lines(monkeypatch):
    """The lines logged while the test runs; the logger is taken fresh, as a used one keeps its processors."""
    with capture_logs() as captured:
        monkeypatch.setattr(middleware, "log", middleware.structlog.get_logger("test"))
        yield captured


def test_a_request_leaves_one_line_without_personal_data(client, db, lines):
    response = client.get("/readyz?phone=13800000000", REMOTE_ADDR="192.0.2.7")
    (line,) = [line for line in lines if line["event"] == "request"]
    assert {"method", "path", "status", "ms"} <= set(line)
    assert (line["method"], line["path"], line["status"]) == ("GET", "/readyz", 200)
    assert "13800000000" not in str(line)
    assert "192.0.2.7" not in str(line)
    assert len(response["X-Request-ID"]) == 32


def test_a_request_number_is_taken_only_from_a_trusted_proxy(client, settings):
    settings.OPENXIAN_TRUSTED_PROXIES = 0
    assert client.get("/healthz", headers={"X-Request-ID": "given-by-anyone"})["X-Request-ID"] != "given-by-anyone"
    settings.OPENXIAN_TRUSTED_PROXIES = 1
    assert client.get("/healthz", headers={"X-Request-ID": "given-by-proxy"})["X-Request-ID"] == "given-by-proxy"
    assert client.get("/healthz", headers={"X-Request-ID": "bad id\t"})["X-Request-ID"] != "bad id\t"
