"""The sentences of a cleaning that will not be done."""

from openxian.core.errors import Refused


def signed() -> Refused:
    return _refused("文件已经签名或盖章，去掉作者等信息会使签章失效；请先处理原文件再签章，或确认后按原样公开。")


def locked() -> Refused:
    return _refused("文件设有打开口令，没法去掉作者等信息；请去掉口令后再传。")


def damaged() -> Refused:
    return _refused("文件打不开，可能没有传完整或已损坏，请重新导出后再传。")


def too_large() -> Refused:
    return _refused("文件展开后太大，没法去掉作者等信息；请拆分后再传。")


def changed() -> Refused:
    return _refused("去掉作者等信息后内容核对不一致，没有采用；请另存为 PDF 再传。")


def _refused(sentence: str) -> Refused:
    return Refused(sentence, field="file")
