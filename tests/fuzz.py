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

import random_forms
import yaml

from intake.content import conditions
from intake.content.gather import gather
from intake.content.lint import lint
from intake.content.model import SORTS, Clinic, Library, SharedSection
from intake.content.problems import CODES, ContentError, Problem
from intake.content.validate import validate
from intake.kinds import KIND_BY_NAME
from intake.kinds.body_map import REGION_BY_CODE
from intake.kinds.options import Coding, OptionGroup
from intake.kinds.table import Column

ROOT = Path(__file__).resolve().parent.parent
SEEDS = (
    ROOT / "questions.yaml",
    *sorted((ROOT / "tests" / "forms").rglob("*.yaml")),
    *sorted((ROOT / "tests" / "problems").rglob("broken*.yaml")),
)
"""Good files and broken ones, with a mistake of every sort."""
SEEDS = tuple(path for path in SEEDS if "laughs" not in path.name)  # which none here could hold
SLOW = 5.0
"""Seconds of the processor, so that other work on the computer makes no difference."""
SHORT_SEEDS = tuple(path for path in SEEDS if path.stat().st_size < 2_000)
LARGE = 500
"""MiB that the cases may take beyond what the process has before."""

SIGNS = "[]{}:,-?#&*!|>'\"%@`\\ \t\n\r\0\x07\x85\xa0\u200b\u2028\u202e\ufeff\ufffe\ud800é患🙂0aA_"
WORDS = r"""
yes no true 010 1:20 3.10 2024-02-30 null ~ << *a &a !x !!binary {{a}} [a {a: "a 'a |- >+ # ---
... %YAML ? = 1e9 .inf 0x1F \ud800 "\ud800" "\0" use other code options items sections forms
""".split()  # noqa: SIM905  # quoted words are hard to read
MODELS = (
    *KIND_BY_NAME.values(),
    *SORTS.values(),
    Library,
    SharedSection,
    Clinic,
    Coding,
    OptionGroup,
    Column,
)
KEYS = sorted(
    {field.alias or name for one in MODELS for name, field in one.model_fields.items()}
    | {*conditions.OPERATORS, *conditions.BEHAVIORS}
    | {"item", "details", "en", "es", "yes", "no", "W301", "W999", "=text", "[key]"}
)  # fmt: skip
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
VALUES += ["today", "2026-01-31", "08:30", "en", "es", "in_person", *[*REGION_BY_CODE][:5]]
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


def logic(chance: random.Random, seed: bytes) -> bytes:
    """Content with conditions, follow-ups, ids and names exchanged: what depends on each other."""
    data = yaml.load(seed, Loader=yaml.CBaseLoader)
    spots = [
        (holder, key)
        for holder, key in _spots(data)
        if key in LINKS or (isinstance(holder[key], str) and key not in ("text", "title"))
    ]
    for _ in range(chance.randint(1, 4) if spots else 0):
        holder, key = chance.choice(spots)
        alike = [one[other] for one, other in spots if other == key and other in one] or [""]
        change = chance.randrange(4)
        if key not in holder:
            continue
        if change == 0 and isinstance(holder, dict):
            holder[chance.choice(LINKS)] = condition(chance, data, 3)
        elif change == 1 and key == "enable_when":
            holder[key] = condition(chance, data, 10 if chance.random() < 0.05 else 3)
        else:
            holder[key] = copy.deepcopy(chance.choice(alike))
    return _dump(chance, data)


LINKS = ("enable_when", "follow_up", "id", "use", "form", "change", "extends", "without", "only")


def condition(chance: random.Random, data: Any, depth: int) -> Any:
    """A condition that may be right: on an item that there is, or not."""
    words = [holder[key] for holder, key in _spots(data) if key in ("id", "code")] + VALUES
    if depth and chance.random() < 0.4:
        some = [condition(chance, data, depth - 1) for _ in range(chance.randrange(4))]
        return {chance.choice(conditions.BEHAVIORS): some}
    item, value = str(chance.choice(words)), chance.choice(words)
    if chance.random() < 0.4:
        return {item: chance.choice((value, [value], [value, chance.choice(words)]))}
    return {"item": item, chance.choice(conditions.OPERATORS): value}


def right(chance: random.Random, seed: bytes) -> bytes:
    """A library that is valid."""
    return _dump(chance, random_forms.library(chance))


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
    flip_bytes, splice, splice, lines, tree, tree, tree, logic, logic, grown, right,
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
    style: dict[str, Any] = {
        "default_flow_style": chance.choice((None, None, True, False)),
        "default_style": chance.choice((None, None, None, '"', "'", "|")),
        "allow_unicode": chance.random() < 0.5,
        "width": chance.choice((40, 200)),
        "sort_keys": False,
    }
    try:
        return yaml.dump(data, Dumper=_Dumper, encoding="utf-8", **style)
    except UnicodeError:  # half of a surrogate pair
        text: str = yaml.dump(data, Dumper=yaml.Dumper, **style)
        return text.encode("utf-8", chance.choice(("surrogatepass", "replace")))


class _Dumper(yaml.CSafeDumper):
    """Writes no anchors."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def made(number: int) -> tuple[str, dict[str, bytes]]:
    """The mutation and the files of case `number`, one or several; always the same."""
    chance = random.Random(number)
    sort = chance.random()
    if sort < 0.1:
        seed = _dump(chance, random_forms.library(chance))
    else:  # a mistake more often meets the spot that it can break in a short file
        seed = chance.choice(SEEDS if sort < 0.15 else SHORT_SEEDS).read_bytes()
    mutate = hostile if number % 50 == 0 else chance.choice(MUTATIONS)
    try:
        raw = mutate(chance, seed)
    except (yaml.YAMLError, UnicodeError, TypeError, IndexError, RecursionError):  # no such data
        mutate = flip_bytes
        raw = mutate(chance, seed)
    if chance.random() < 0.85 or mutate is hostile:  # libyaml's own loader crashes on those
        return mutate.__name__, {"fuzz.yaml": raw}
    return mutate.__name__, spread(chance, raw, 0 if mutate is right else 0.05)


def spread(chance: random.Random, raw: bytes, twice: float = 0.05) -> dict[str, bytes]:
    """The content over several files of a folder, some of it in two; as it is, twice, where it
    cannot be read."""
    try:
        data = yaml.load(raw, Loader=yaml.CBaseLoader)
        shared = {key: data[key] for key in ("sections", "forms") if data.get(key)}
        names = [(key, name, value) for key in shared for name, value in shared[key].items()]
    except (yaml.YAMLError, UnicodeError, AttributeError, RecursionError):
        other = chance.choice((b"", raw, b"- x", b"forms: {f: {title: F}}"))
        return {"a.yaml": raw, "b.yml": other}
    files: dict[str, Any] = {name: {} for name in ("a.yaml", "b.yml", "c/d.yaml")}
    rest = {key: value for key, value in data.items() if key not in shared}
    files[chance.choice([*files])] |= rest
    for key, name, value in names:
        for _ in range(1 + (chance.random() < twice)):
            files[chance.choice([*files])].setdefault(key, {})[name] = value
    return {name: _dump(chance, content) for name, content in files.items() if content}


def complaints(folder: Path) -> tuple[set[str], str]:
    """The codes that the files in `folder` cause, and what is wrong with how they are said."""
    try:
        problems = list(lint(validate(gather([folder]))))
    except ContentError as error:
        problems = error.problems
        if not any(problem.is_error for problem in problems):
            return set(), "a ContentError without an error"
    rows = {
        str(path): path.read_bytes().replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
        for path in folder.rglob("*.y*ml")
    }
    faults = (fault(problem, rows.get(problem.place.file, [])) for problem in problems)
    return {problem.code for problem in problems}, next(filter(None, faults), "")


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
    escaped: list[Case] = []
    codes: Counter[str] = Counter()
    good, slowest = 0, 0.0
    before = _megabytes(anew=True)
    for number in numbers:
        name, files = made(number)
        with tempfile.TemporaryDirectory() as folder:
            for file, raw in files.items():
                (Path(folder) / file).parent.mkdir(exist_ok=True)
                (Path(folder) / file).write_bytes(raw)
            start = time.process_time()
            found, wrong = tried(Path(folder))
            seconds = time.process_time() - start
        slowest = max(slowest, seconds)
        if seconds > SLOW:
            wrong = wrong or f"{seconds:.1f} seconds"
        is_good = not any(code.startswith("E") for code in found)
        if name == "right" and not is_good:
            wrong = wrong or f"random content that should be valid: {found}"
        if wrong:
            escaped.append((number, name, wrong))
        codes.update(found)
        good += is_good
    megabytes = _megabytes() - before
    if megabytes > LARGE:
        escaped.append((numbers[0], "all", f"{megabytes} MiB in the cases from here on"))  # type: ignore[index]
    return escaped, codes, good, slowest


def _megabytes(anew: bool = False) -> int:
    """The most that this process has taken since it was last measured `anew`, in MiB (Linux)."""
    if anew:
        Path("/proc/self/clear_refs").write_text("5")
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) // 1024


def tried(folder: Path) -> tuple[set[str], str]:
    """Like `complaints`; an exception is what is wrong."""
    try:
        return complaints(folder)
    except Exception as error:  # whatever it is, it is what we look for
        return set(), f"{type(error).__name__}: {error}"[:300]


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
    unseen = ", ".join(sorted(c for c in CODES if c not in codes and c[1] not in "567"))
    sys.stdout.write(
        f"{options.count:,} cases: {escaped} escaped, {good:,} good, slowest {slowest:.2f} s\n"
        f"never seen: {unseen or 'none'}\n"
    )
    sys.exit(1 if escaped else 0)


if __name__ == "__main__":
    main()
