#!/usr/bin/env python3
"""Prove an exported audit trail: python verify_audit.py FILE [--anchor SEQ:HASH] ...

Stands alone: Python 3.10 or later and its standard library. The form of the file: docs/operator/audit.md.
Exit code 0: every line is as it was sealed; 1: the first fault is named; 2: the file or an option cannot be read.
"""

import argparse
import hashlib
import json
import struct
import sys

FORMAT = "openxian-audit-1"
BEGINNING = "0" * 64
WORD = 0xFFFFFFFF


class Fault(Exception):  # noqa: N818 - it is the file's fault, not the program's
    """The file is not what was exported."""


def rotated(word, by):
    by %= 32
    return ((word << by) | (word >> (32 - by))) & WORD


class PureSM3:
    """GB/T 32905-2016 in plain Python, for an OpenSSL without it; about a thousand times slower."""

    def __init__(self, content=b""):
        self.state = [0x7380166F, 0x4914B2B9, 0x172442D7, 0xDA8A0600, 0xA96F30BC, 0x163138AA, 0xE38DEE4D, 0xB0FB0E4E]
        self.length, self.rest = 0, b""
        self.update(content)

    def update(self, content):
        self.length += len(content)
        content = self.rest + content
        whole = len(content) - len(content) % 64
        for place in range(0, whole, 64):
            self.state = self._compressed(self.state, content[place : place + 64])
        self.rest = content[whole:]

    def hexdigest(self):
        tail = self.rest + b"\x80" + b"\0" * ((55 - self.length) % 64) + struct.pack(">Q", self.length * 8)
        state = self.state
        for place in range(0, len(tail), 64):
            state = self._compressed(state, tail[place : place + 64])
        return "".join(f"{word:08x}" for word in state)

    @staticmethod
    def _compressed(state, block):
        w = list(struct.unpack(">16L", block))
        for j in range(16, 68):
            x = w[j - 16] ^ w[j - 9] ^ rotated(w[j - 3], 15)
            w.append(x ^ rotated(x, 15) ^ rotated(x, 23) ^ rotated(w[j - 13], 7) ^ w[j - 6])
        a, b, c, d, e, f, g, h = state
        for j in range(64):
            early = j < 16
            turned = rotated(a, 12)
            ss1 = rotated((turned + e + rotated(0x79CC4519 if early else 0x7A879D8A, j)) & WORD, 7)
            ff = a ^ b ^ c if early else (a & b) | (a & c) | (b & c)
            gg = e ^ f ^ g if early else (e & f) | (~e & g)
            tt1 = (ff + d + (ss1 ^ turned) + (w[j] ^ w[j + 4])) & WORD
            tt2 = (gg + h + ss1 + w[j]) & WORD
            a, b, c, d = tt1, a, rotated(b, 9), c
            e, f, g, h = tt2 ^ rotated(tt2, 9) ^ rotated(tt2, 17), e, rotated(f, 19), g
        return [old ^ new for old, new in zip(state, (a, b, c, d, e, f, g, h), strict=True)]


def new_sm3(content=b""):
    """An SM3 from OpenSSL where it has one, else the one above."""
    try:
        return hashlib.new("sm3", content)
    except ValueError:
        return PureSM3(content)


def sm3(content):
    return new_sm3(content).hexdigest()


def packed(value):
    """Canonical JSON: keys in order, no spaces, UTF-8."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def expect(right, sentence):
    if not right:
        raise Fault(sentence)


def read(raw, number, keys):
    """The object of one line; the bytes must be exactly its canonical form and its keys those expected."""
    try:
        value = json.loads(raw.decode("utf-8"))
        same = raw == packed(value) + b"\n"
    except (ValueError, RecursionError):
        raise Fault(f"文件第 {number} 行读不懂") from None
    expect(same, f"文件第 {number} 行不是规范写法：有字节被改过")
    expect(isinstance(value, dict) and set(value) == set(keys), f"文件第 {number} 行的字段不对")
    return value


class Chain:
    """Follows the links from where the file begins."""

    def __init__(self, header, anchors):
        expect(header["format"] == FORMAT, "不认识的格式")
        expect(type(header["first"]) is int and header["first"] > 0, "起始序号不对")
        self.seq, self.hash, self.count, self.anchors = header["first"] - 1, header["previous"], 0, dict(anchors)
        expect(self.seq or self.hash == BEGINNING, "第 1 号之前的链值应当全是 0")
        self.compare()

    def take(self, row):
        self.seq += 1
        expect(type(row["seq"]) is int and row["seq"] == self.seq, f"第 {self.seq} 号环节不见了或顺序被调换")
        expect(type(row["id"]) is int, f"第 {self.seq} 号环节的记录编号不对")
        expect(sm3(packed(row["line"])) == row["digest"], f"第 {self.seq} 号环节的审计记录被改过")
        link = "\n".join((self.hash, str(row["seq"]), str(row["id"]), row["digest"]))
        expect(sm3(link.encode()) == row["hash"], f"第 {self.seq} 号环节被改过：链值对不上")
        self.hash = row["hash"]
        self.count += 1
        self.compare()

    def compare(self):
        anchor = self.anchors.pop(self.seq, self.hash)
        expect(anchor == self.hash, f"第 {self.seq} 号的链值与锚不同：链被整个重算过")

    def end(self, footer, digest):
        expect(footer["count"] == self.count and type(footer["count"]) is int, "条数与文件末尾记的不同")
        expect(footer["head"] == self.hash, "链尾与文件末尾记的不同")
        expect(footer["sm3"] == digest, "文件与末尾记的 SM3 不同")
        missing = [seq for seq in self.anchors if seq > self.seq]
        expect(not missing, f"锚的第 {min(missing) if missing else 0} 号不在文件里：末尾被截去，或文件导出得更早")


def verify(file, anchors=()):
    """The chain as it stands at the end of ``file`` (binary, open); raises ``Fault`` at the first fault."""
    digest, chain, ended = new_sm3(), None, False
    for number, raw in enumerate(file, 1):
        expect(not ended, "文件末尾之后还有内容")
        if chain is None:
            chain = Chain(read(raw, number, ("at", "first", "format", "previous")), anchors)
        elif raw.startswith(b'{"count":'):
            chain.end(read(raw, number, ("count", "head", "sm3")), digest.hexdigest())
            ended = True
        else:
            chain.take(read(raw, number, ("digest", "hash", "id", "line", "seq")))
        digest.update(raw)
    expect(chain is not None and ended, "文件不完整：没有结尾")
    return chain


def anchor(text):
    number, _, digest = text.partition(":")
    digest = "".join(digest.split()).lower()
    if len(digest) != 64:
        raise argparse.ArgumentTypeError("锚要写成 序号:链值")
    return int(number), digest


def main(arguments=None):
    parser = argparse.ArgumentParser(description="离线核验导出的审计链。")
    parser.add_argument("file", help="openxian audit export 导出的文件")
    parser.add_argument("--anchor", action="append", default=[], type=anchor, metavar="序号:链值")
    options = parser.parse_args(arguments)
    try:
        with open(options.file, "rb") as file:
            chain = verify(file, options.anchor)
    except OSError as error:
        print(f"读不了文件：{error}", file=sys.stderr)
        return 2
    except Fault as fault:
        print(f"✗ {fault}。")
        return 1
    print(f"没有发现问题：{chain.count} 条，链尾第 {chain.seq} 号，链值 {chain.hash}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
