"""命令行：帮助是中文，列出运维要用的命令；设置写错时仍能查看和改正。"""

import subprocess
import sys

import pytest

from openxian.config import cli
from openxian.config.reader import EXIT_CODE


def openxian(*arguments, **environment):
    command = [sys.executable, "-m", "openxian.config.cli", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_help_lists_each_command_with_a_chinese_sentence():
    commands = cli.operator_commands()
    assert {"serve", "worker", "doctor", "settings", "secret-key"} <= set(commands)
    unexplained = [name for name, sentence in commands.items() if not any("一" <= sign <= "鿿" for sign in sentence)]
    assert unexplained == []
    assert all(sentence in cli.usage() for sentence in commands.values())


def test_help_and_secret_key_answer_while_nothing_is_set():
    assert "退出码" in openxian("--help").stdout
    key = openxian("secret-key").stdout.strip()
    assert len(key) >= 50
    assert key != openxian("secret-key").stdout.strip()


def test_the_settings_command_hides_secrets():
    shown = openxian("settings", "--json", OPENXIAN_MODE="demo", OPENXIAN_SECRET_KEY="do-not-show-me")
    assert shown.returncode == 0
    assert "do-not-show-me" not in shown.stdout


@pytest.mark.parametrize("command", ["settings", "doctor", "serve"])
def test_wrong_settings_stop_a_command_with_sentences_and_no_traceback(command):
    refused = openxian(command, OPENXIAN_MODE="demo", OPENXIAN_DOOR="back")
    assert refused.returncode == EXIT_CODE
    assert "OPENXIAN_DOOR 只能是" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_data_folder_that_cannot_be_made_stops_the_start(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    refused = openxian("doctor", OPENXIAN_MODE="demo", OPENXIAN_DATA=str(tmp_path / "file" / "data"))
    assert refused.returncode == EXIT_CODE
    assert "OPENXIAN_DATA" in refused.stderr
