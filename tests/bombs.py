"""Forms and templates that take all of a computer's time or memory, if they may.

Each is built beside a good form, with the limits that a clinic has: it must be refused, named or
made, the whole command in at most SECONDS by the clock and MEMORY, and the good form must be made
by the same command, unless the content itself is refused. For a computer with two cores that does
nothing else: other programs only make it slower, so the quickest of up to --tries is what counts.
Usage: PYTHONPATH=.:tests python tests/bombs.py [--tries 3] [NAME ...]
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
import zlib
from base64 import b64encode
from pathlib import Path
from typing import Any, NamedTuple

SECONDS = 12
MEMORY = 1000
"""MB, of the largest process."""
START = "from intake.start import run; run()"
WORD = "Donaudampfschifffahrt"
GOOD = {
    "title": "Good",
    "sections": [
        {"id": "all", "title": "All", "items": [{"id": "g", "text": "How?", "kind": "string"}]}
    ],
}


class Bomb(NamedTuple):
    """The items of a form, or templates of the clinic by name."""

    items: Any = ()
    templates: dict[str, str] | None = None


def items(count: int, **keys: Any) -> list[dict[str, Any]]:
    return [{"id": f"i{n}", "text": f"Question {n}?", **keys} for n in range(count)]


def options(count: int, text: str = "An answer") -> list[dict[str, str]]:
    return [{"code": f"c{n}", "text": f"{text} {n}"} for n in range(count)]


def picture(width: int, height: int) -> str:
    """The address of a white PNG of `width` by `height` bits, which is small as a file."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = zlib.crc32(kind + data).to_bytes(4, "big")
        return len(data).to_bytes(4, "big") + kind + data + check

    size = width.to_bytes(4, "big") + height.to_bytes(4, "big")
    packer = zlib.compressobj(1)
    row = b"\0" + b"\xff" * -(-width // 8)
    data = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    png = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size + b"\x01\0\0\0\0")
    png += chunk(b"IDAT", data) + chunk(b"IEND", b"")
    return "data:image/png;base64," + b64encode(png).decode()


def loops(depth: int, inner: str, count: int = 1000) -> str:
    begin = "".join(f"{{% for a{n} in range({count}) %}}" for n in range(depth))
    return begin + inner + "{% endfor %}" * depth


def entities() -> str:
    """The billion laughs, in an SVG."""
    rows = [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)]
    text = '<!DOCTYPE svg [<!ENTITY a0 "ha">' + "".join(rows) + "]>"
    svg = f'{text}<svg xmlns="http://www.w3.org/2000/svg"><text>&a9;</text></svg>'
    return "data:image/svg+xml;base64," + b64encode(svg.encode()).decode()


def uses(depth: int) -> str:
    """An SVG that shows itself ten times over, `depth` times."""
    rows = ['<g id="u0"><rect width="1" height="1"/></g>']
    for n in range(1, depth):
        rows.append(f'<g id="u{n}">' + f'<use href="#u{n - 1}"/>' * 10 + "</g>")
    body = f'<defs>{"".join(rows)}</defs><use href="#u{depth - 1}"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{body}</svg>'


def item(body: str) -> Bomb:
    """A template of the kind `text`, which the good form has not."""
    text = "{% macro item(it) %}\n" + body + "\n{% endmacro %}\n"
    return Bomb(items(1), {"items/text/item.html": text})


def style(rules: str, body: str = "<p class=x>x</p>") -> Bomb:
    bomb = item(body)
    return bomb._replace(templates={**(bomb.templates or {}), "items/text/item.css": rules})


def nested(tag: str, depth: int, rules: str = "") -> Bomb:
    opened = f'<{tag} class="n">' * depth + "x" + f"</{tag}>" * depth
    return style(rules, opened)


def cells(columns: int, rows: int) -> str:
    return f"<table>{('<tr>' + '<td>x</td>' * columns + '</tr>') * rows}</table>"


CONTENT: dict[str, Bomb] = {
    "500 items": Bomb(items(500)),
    "500 items of long texts": Bomb(items(500, hint="What do you think of it now? " * 25)),
    "500 items of 24 lines": Bomb(items(500, lines=24)),
    "500 dates": Bomb(items(500, kind="date")),
    "500 body maps": Bomb(items(500, kind="body_map")),
    "500 signatures": Bomb(items(500, kind="signature")),
    "500 scales": Bomb(items(500, kind="scale", lower="none", upper="worst")),
    "200 tables": Bomb(items(200, kind="table", columns=["A", "B", "C", "D", "E", "F"], rows=20)),
    "a table of many rows": Bomb(items(1, kind="table", columns=["A"], rows=10**9)),
    "100 matrices": Bomb(
        items(100, kind="matrix", rows=[f"Row {n}" for n in range(20)], options=["yes", "no"])
    ),
    "a matrix of many columns": Bomb(
        items(1, kind="matrix", rows=["a"], options=[f"o{n}" for n in range(5000)])
    ),
    "5,000 options": Bomb(items(1, kind="select_one", options=options(5000))),
    "100 options, 40 times": Bomb(items(40, kind="select_multiple", options=options(100))),
    "a scale to a thousand million": Bomb(
        items(1, kind="scale", min=0, max=10**9, lower="a", upper="b")
    ),
    "a number of a million digits": Bomb(items(1, kind="integer", max="9" * 1_000_000)),
    "a word of a hundred thousand letters": Bomb(items(1, hint="x" * 100_000)),
    "long words": Bomb(items(100, hint=WORD * 20)),
    "combining marks": Bomb(items(20, hint="a" + "\u0301" * 400)),
    "marks on every letter": Bomb(items(100, hint=("e" + "\u0301" * 8) * 50)),
    "bidi controls": Bomb(items(100, hint="\u2067a\u2066b" * 120)),
    "overrides of direction": Bomb(items(20, hint="\u202ea\u202d" * 200)),
    "Arabic without a space": Bomb(items(100, hint="\u0645" * 480)),
    "soft hyphens": Bomb(items(100, hint="a\u00ad" * 240)),
    "spaces of no width": Bomb(items(100, hint="a\u200b" * 240)),
    "a pattern that backtracks": Bomb(
        items(1, kind="string", pattern="(a+)+$", initial="a" * 60 + "b")
    ),
    "follow-ups of follow-ups": Bomb(items(300, kind="yes_no", follow_up={"yes": items(1)})),
    "conditions on conditions": Bomb([
        {"id": f"q{n}", "text": f"And {n}?", "kind": "yes_no", **({"enable_when": {
            "any": [{f"q{m}": "yes"} for m in range(max(0, n - 8), n)]}} if n else {})}
        for n in range(200)
    ]),
}  # fmt: skip
TEMPLATES: dict[str, Bomb] = {
    "colspan": item('<table><tr><td colspan="1000000">x</td></tr></table>'),
    "rowspan": item('<table><tr><td rowspan="65534">x</td></tr></table>' * 50),
    "span of columns": item('<table><col span="1000000"><tr><td>x</td></tr></table>'),
    "a huge table": item(cells(200, 500)),
    "tables in tables": nested("table", 60, ".n { display: table }"),
    "nested flex": nested("div", 150, ".n { display: flex }"),
    "nested grid": nested("div", 40, ".n { display: grid }"),
    "nested inline blocks": nested("span", 100, ".n { display: inline-block }"),
    "nested floats": nested("div", 100, ".n { float: left }"),
    "nested columns": nested("div", 30, ".n { columns: 2 }"),
    "nested deeper than Python": nested("div", 5000),
    "grid repeat": style(".x { display: grid; grid-template-columns: repeat(100000, 1pt) }"),
    "grid row far away": style(
        ".x { display: grid } .x p { grid-row: 9999999 }", "<div class=x><p>x</p></div>"
    ),
    "many columns": style(".x { columns: 1000000 }", f"<div class=x>{'a b ' * 9000}</div>"),
    "many pages": style(".x { height: 10000000pt }"),
    "page breaks": style(".x { break-after: page }", "<p class=x>x</p>" * 20000),
    "tiny pages": style("@page { size: 1pt 1pt; margin: 0 }", "many words " * 3000),
    "counters": style(
        ".x::before { content: counters(c, '.') } .x { counter-reset: c }", "<p class=x>" * 400
    ),
    "counter style": style(
        "@counter-style z { system: additive; additive-symbols: 1 'x' }"
        " .x::before { counter-set: c 99999999; content: counter(c, z) }"
    ),
    "huge letters": style(".x { font-size: 1000000pt }"),
    "many gradients": style(
        f".x {{ background: {', '.join(['linear-gradient(red, blue)'] * 5000)} }}"
    ),
    "pattern of a pixel": style(
        ".x { background: linear-gradient(red, blue) 0 0 / 0.01pt 0.01pt; height: 999pt }"
    ),
    "selectors": style("".join(f"{'div ' * 40}p.x{n} {{ color: red }}" for n in range(4000))),
    ":has and :is": style(":is(" * 200 + "p" + ")" * 200 + " { color: red }"),
    "@font-face of a file": style(
        "@font-face { font-family: x; src: url(file:///dev/zero) } .x { font-family: x }"
    ),
    "@import of a device": style("@import url(file:///dev/zero);"),
    "a large picture": item(f'<img alt="" src="{picture(12000, 12000)}">'),
    "a picture of much more": item(f'<img alt="" src="{picture(30000, 30000)}">'),
    "SVG entities": item(f'<img alt="" src="{entities()}">'),
    "SVG uses": item(uses(9)),
    "SVG that is huge": item(
        '<svg viewBox="0 0 9 9" width="99999999" height="99999999"><rect/></svg>'
    ),
    "SVG pattern": item(
        '<svg viewBox="0 0 999 999"><pattern id="p" width=".0001" height=".0001"><rect width="1"'
        ' height="1"/></pattern><rect fill="url(#p)" width="999" height="999"/></svg>'
    ),
    "loops": item(loops(3, "")),
    "loops that write": item(loops(3, "<p>x</p>")),
    "a text that doubles": item(
        "{% set ns = namespace(t='x' * 999) %}{% for a in range(60) %}"
        "{% set ns.t = ns.t ~ ns.t %}{% endfor %}{{ ns.t }}"
    ),
    "a power": item("{{ 9 ** 9 ** 9 }}"),
    "a repeated text": item("{{ 'x' * 9999999999 }}"),
    "a long format": item("{{ '%9999999999d' % 1 }}"),
    "a wide centre": item("{{ 'x'|center(9999999999) }}"),
    "a range": item("{{ range(99999999)|list }}"),
    "lorem": item("{{ lipsum(n=99999) }}"),
    "macros without end": item("{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}"),
    "macros that multiply": item(
        "{% macro a(n) %}{% if n %}" + "{{ a(n - 1) }}" * 10 + "{% endif %}{% endmacro %}"
        "{{ a(12) }}"
    ),
    "includes itself": item('{% include "items/text/item.html" %}{{ item(it) }}'),
    "a deep expression": item("{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}"),
    "a long paragraph": item("<p>" + "word " * 400_000 + "</p>"),
    "a word of a megabyte": item("<p>" + "w" * 1_000_000 + "</p>"),
}  # fmt: skip
BOMBS = {**CONTENT, **TEMPLATES}
QUICK = ("colspan", "a text that doubles")
"""Those that `make test` builds: one that takes time, one that takes memory."""


class Found(NamedTuple):
    """Seconds by the clock and of the processor, MB of the largest process, exit code, lines."""

    clock: float
    processor: float
    memory: float
    code: int
    lines: list[str]
    is_good_made: bool

    @property
    def verdict(self) -> str:
        """The code of the first problem; `made` where there is none, `?` where it is no problem."""
        if not self.code:
            return "made"
        found = re.search(r": (E\d{3}) ", "\n".join(self.lines))
        return found[1] if found else "?"

    def is_contained(self) -> bool:
        """Whether it was refused, named or made within the limits, and did not keep the good form
        from being made: only wrong content and templates do, whose code is not E507."""
        says = self.verdict
        fits = self.clock <= SECONDS and self.memory <= MEMORY
        return fits and says != "?" and (self.is_good_made or says not in ("made", "E507"))


def site(bomb: Bomb, folder: Path) -> None:
    """Write the two forms, and the templates."""
    form = {"title": "Bomb", "sections": [{"id": "all", "title": "All", "items": bomb.items}]}
    whole = {"clinic": {"name": "Bombs"}, "forms": {"bomb": form, "good": GOOD}}
    (folder / "questions.yaml").write_text(json.dumps(whole, ensure_ascii=False), "utf-8")
    for name, text in (bomb.templates or {}).items():
        path = folder / "templates" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def build(bomb: Bomb, *arguments: str) -> Found:
    """Build it as the command does."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        site(bomb, folder)
        command = [sys.executable, "-c", START, "build", "--quiet", *arguments]
        start = time.perf_counter()
        with subprocess.Popen(
            command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        ) as process:
            said = process.stderr.read() if process.stderr else ""
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        clock = time.perf_counter() - start
        lines = [line for line in said.splitlines() if re.search(r": E\d{3} ", line)]
        lines = lines or said.splitlines()[-1:]
        made = (folder / "output" / "good.pdf").exists()
    processor, memory = used.ru_utime + used.ru_stime, used.ru_maxrss / 1000
    return Found(clock, processor, memory, process.returncode, lines, made)


def best(name: str, tries: int) -> Found:
    """The quickest of so many builds, as far as one is needed."""
    found = build(BOMBS[name])
    for _ in range(tries - 1):
        if not found.is_contained():
            found = min(found, build(BOMBS[name]))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("names", nargs="*")
    parser.add_argument("--tries", type=int, default=3)
    options = parser.parse_args()
    wanted = options.names or [*BOMBS]
    escaped = []
    for name in wanted:
        found = best(name, options.tries)
        if not found.is_contained():
            escaped.append(name)
        sys.stdout.write(
            f"{'ok ' if found.is_contained() else 'BAD'} {found.clock:5.1f} s"
            f" {found.processor:5.1f} s {found.memory:5.0f} MB {found.verdict} {name}"
            f" {'' if found.is_contained() else found.lines[:2]}\n"
        )
        sys.stdout.flush()
    sys.stdout.write(f"{len(wanted)} bombs, {len(escaped)} escaped: {escaped}\n")
    sys.exit(bool(escaped))


if __name__ == "__main__":
    main()
