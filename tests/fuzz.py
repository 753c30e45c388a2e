"""Throw broken files at load and validate: nothing may come out but problems or questionnaires.

    python tests/fuzz.py --count 100000 --seed 1 --processes 2

prints a line for every case that escapes, with its seed: `--count 1 --seed N` runs it again.
"""

import argparse
import copy
import multiprocessing
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import yaml

from intake.content.gather import Content
from intake.content.load import load
from intake.content.problems import CODES, ContentError, Problem
from intake.content.validate import validate
from intake.kinds import KIND_BY_NAME

SEED = Path(__file__).resolve().parent.parent / "questions.yaml"
SLOW = 5.0
"""Seconds of the processor, so that other work on the computer makes no difference."""

SIGNS = "[]{}:,-?#&*!|>'\"%@`\\ \t\n\r\0\x07\x85\xa0\u200b\u2028\u202e\ufeff\ufffe\ud800é患🙂0aA_"
WORDS = r"""
yes no true 010 1:20 3.10 2024-02-30 null ~ << *a &a !x !!binary {{a}} [a {a: "a 'a |- >+ # ---
... %YAML ? = 1e9 .inf 0x1F \ud800 "\ud800" "\0" use other code options items sections forms
""".split()  # noqa: SIM905  # quoted words are hard to read
KEYS = sorted({name for kind in KIND_BY_NAME.values() for name in kind.model_fields} | {
    "clinic", "sections", "forms", "title", "items", "use", "for", "appearance", "on_every_page",
    "languages", "paper", "submit_to", "options", "details", "code", "exclusive", "=text", "[key]",
})  # fmt: skip
VALUES = [
    *WORDS,
    "",
    "a",
    "A b?",
    "x" * 300,
    "x" * 3000,
    "患者",
    "Ω",
    "-5",
    "11",
    "1e400",
    "9" * 400,
]
VALUES += [kind.model_fields["kind"].default for kind in KIND_BY_NAME.values()] * 2

Case = tuple[int, str, str]
"""The seed, the mutation, what escaped."""


def flip_bytes(chance: random.Random, seed: bytes) -> bytes:
    """Some bytes changed, left out or doubled."""
    raw = bytearray(seed)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(raw))
        how = chance.randrange(3)
        raw[at : at + (how < 2)] = bytes([chance.randrange(256)] * (how > 0))
    return bytes(raw)


def splice(chance: random.Random, seed: bytes) -> bytes:
    """Pieces moved, and words and signs put in that mean something in YAML."""
    text = seed.decode()
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(text) + 1)
        end = min(len(text), at + chance.choice((0, 0, 1, 3, 40, 400)))
        other = chance.randrange(len(text) + 1)
        piece = chance.choice((
            chance.choice(WORDS), chance.choice(SIGNS) * chance.choice((1, 1, 2, 60)),
            text[other : other + chance.randrange(60)], "\n" + " " * chance.randrange(14),
            chance.choice(("\n---\n", "\n\t", "\n- ", "\n  a: ")),
        ))  # fmt: skip
        text = text[:at] + piece + text[end:]
    return _encode(chance, text)


def lines(chance: random.Random, seed: bytes) -> bytes:
    """Whole lines moved, doubled, left out or indented otherwise."""
    rows = seed.decode().split("\n")
    for _ in range(chance.randint(1, 6)):
        at, to = chance.randrange(len(rows)), chance.randrange(len(rows))
        row = rows[at]
        change = chance.randrange(4)
        if change == 0 and len(rows) > 1:
            del rows[at]
        elif change == 1:
            rows.insert(to, row)
        else:
            rows[at] = " " * chance.randrange(14) + chance.choice(("", "", "- ")) + row.strip()
    return _encode(chance, "\n".join(rows))


def tree(chance: random.Random, seed: bytes) -> bytes:
    """The parsed content with branches cut, exchanged and made otherwise, written again."""
    data = yaml.load(seed, Loader=yaml.CBaseLoader)
    for _ in range(chance.randint(1, 5)):
        spots = list(_spots(data))
        holder, key = chance.choice(spots)
        other_holder, other_key = chance.choice(spots)
        change = chance.randrange(5)
        if change == 0:
            del holder[key]
        elif change == 1:
            holder[key] = copy.deepcopy(other_holder[other_key])
        elif change == 2 and isinstance(holder, dict):
            holder[chance.choice(KEYS)] = holder.pop(key)
        else:
            holder[key] = grow(chance, chance.randrange(4))
        if not data:
            break
    return _dump(chance, data)


def grown(chance: random.Random, seed: bytes) -> bytes:
    """A tree of keys and values that never was a form."""
    top = {"clinic": {"name": "C"}, "sections": grow(chance, 3), "forms": {"f": {"title": "T"}}}
    items = [grow(chance, 3) for _ in range(chance.randrange(5))]
    top["forms"]["f"]["sections"] = [{"title": "S", "items": items}, grow(chance, 4)]  # type: ignore[index,assignment]
    return _dump(chance, chance.choice((top, top, grow(chance, 6))))


def grow(chance: random.Random, depth: int) -> Any:
    """A value, a list or a mapping of the words of this language."""
    shape = chance.randrange(6) if depth else 0
    if shape < 2:
        text = "".join(chance.choice(SIGNS) for _ in range(chance.randrange(6)))
        return chance.choice((*VALUES, text))
    if shape < 4:
        return [grow(chance, depth - 1) for _ in range(chance.randrange(4))]
    item = {chance.choice(KEYS): grow(chance, depth - 1) for _ in range(chance.randrange(7))}
    if chance.random() < 0.3:
        item |= {"options": ["a", "Other"], "other": "Other", "min": "20", "max": "5"}
    return {"text": chance.choice(VALUES), "kind": chance.choice(VALUES), **item}


def hostile(chance: random.Random, seed: bytes) -> bytes:
    """Depth, width and size."""
    count = chance.choice((30, 3000, 50_000, 400_000))
    unit = chance.choice(
        ("[", "{", "- ", "? ", "a:\n", "{a: [", "!x ", "&a ", "*a ", "\n- ", "'", "患")
    )
    whole = chance.choice(("", "a: ", "forms: {f: {title: "))
    prefix = chance.choice((b"", b"", b"\xef\xbb\xbf", b"\xff\xfe", seed))
    return prefix + (whole + unit * count).encode() + chance.choice((b"", b"\n", b"]" * count))


MUTATIONS: tuple[Callable[[random.Random, bytes], bytes], ...] = (
    flip_bytes, splice, splice, lines, tree, tree, grown,
)  # fmt: skip


def _spots(data: Any) -> Iterable[tuple[Any, Any]]:
    for key, value in list(data.items() if isinstance(data, dict) else enumerate(data)):
        yield data, key
        if isinstance(value, dict | list):
            yield from _spots(value)


def _encode(chance: random.Random, text: str) -> bytes:
    if chance.random() < 0.1:
        text = text.replace("\n", chance.choice(("\r\n", "\r")))
    return text.encode(chance.choice(("utf-8",) * 8 + ("cp1252", "utf-16")), "replace")


def _dump(chance: random.Random, data: Any) -> bytes:
    style = chance.choice((None, None, True, False))
    raw = chance.random() < 0.5
    text = yaml.dump(
        data,
        default_flow_style=style,
        allow_unicode=raw,
        sort_keys=False,
        width=chance.choice((40, 200)),
    )
    return text.encode("utf-8", "surrogatepass" if chance.random() < 0.1 else "replace")


def made(number: int, seed: bytes) -> tuple[str, bytes]:
    """The mutation and the bytes of case `number`; always the same."""
    chance = random.Random(number)
    mutate = hostile if number % 50 == 0 else chance.choice(MUTATIONS)
    return mutate.__name__, mutate(chance, seed)


def complaints(path: Path) -> tuple[set[str], str]:
    """The codes that the file `path` causes, and what is wrong with the way they are said."""
    try:
        validate(Content([document := load(path)]))
        problems = list(document.problems)
    except ContentError as error:
        problems = error.problems
        if not any(problem.is_error for problem in problems):
            return set(), "a ContentError without an error"
    rows = path.read_bytes().replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    wrong = next(filter(None, (fault(problem, rows) for problem in problems)), "")
    return {problem.code for problem in problems}, wrong


def fault(problem: Problem, rows: list[bytes]) -> str:
    """What is wrong with `problem` itself; empty when nothing is."""
    said = str(problem)
    line, column = problem.place.line, problem.place.column
    if problem.code not in CODES or problem.code.startswith("E5"):
        return f"the code of {said!r}"
    if not problem.what or not problem.cure or not said.isprintable():
        return f"not one clear line: {said!r}"
    if len(said) > 1000:
        return f"{len(said)} characters: {said[:200]!r}"
    if (
        line > len(rows)
        or (line and not 1 <= column <= len(rows[line - 1]) + 1)
        or (column and not line)
    ):
        return f"a place outside the file: {said!r}"
    if "Input should" in said or "validation error" in said:
        return f"words that are not ours: {said!r}"
    return ""


def run(numbers: Iterable[int]) -> tuple[list[Case], Counter[str], int, float]:
    """What escaped, how often each code came up, how many files were good, the slowest time."""
    seed = SEED.read_bytes()
    escaped: list[Case] = []
    codes: Counter[str] = Counter()
    good, slowest = 0, 0.0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "fuzz.yaml"
        for number in numbers:
            name, raw = made(number, seed)
            path.write_bytes(raw)
            start = time.process_time()
            try:
                found, wrong = complaints(path)
            except Exception as error:  # whatever it is, it is what we look for
                found, wrong = set(), f"{type(error).__name__}: {error}"[:300]
            seconds = time.process_time() - start
            slowest = max(slowest, seconds)
            if seconds > SLOW:
                wrong = wrong or f"{seconds:.1f} seconds"
            if wrong:
                escaped.append((number, name, wrong))
            codes.update(found)
            good += not any(code.startswith("E") for code in found)
    return escaped, codes, good, slowest


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1, help="the number of the first case")
    parser.add_argument("--processes", type=int, default=1)
    options = parser.parse_args()
    last = options.seed + options.count
    parts = [range(first, min(first + 500, last)) for first in range(options.seed, last, 500)]
    escaped, codes, good, slowest = 0, Counter[str](), 0, 0.0
    with multiprocessing.Pool(options.processes) as pool:
        for cases, found, right, seconds in pool.imap_unordered(run, parts):
            for case in cases:
                sys.stdout.write(f"{case}\n")
            escaped, codes, good = escaped + len(cases), codes + found, good + right
            slowest = max(slowest, seconds)
    unseen = ", ".join(sorted(c for c in CODES if c not in codes and c[1] != "5"))
    sys.stdout.write(
        f"{options.count:,} cases: {escaped} escaped, {good:,} good, slowest {slowest:.2f} s\n"
        f"never seen: {unseen or 'none'}\n"
    )
    sys.exit(1 if escaped else 0)


if __name__ == "__main__":
    main()
