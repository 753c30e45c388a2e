"""What README and CONTRIBUTING tell a person to write really works."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HEAD = """clinic: {name: Riverside Neurology}
forms:
  sleep:
    title: Sleep
    sections:
      - title: Your sleep
"""


def blocks(document: str, language: str) -> list[str]:
    """The fenced blocks of `language` in a Markdown file, without their indent."""
    text = (ROOT / document).read_text("utf-8")
    found = re.findall(rf"^( *)```{language}\n(.*?)^ *```$", text, re.MULTILINE | re.DOTALL)
    return [re.sub(rf"^{indent}", "", body, flags=re.MULTILINE) for indent, body in found]


def intake(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs the intake that lies in `folder`, there."""
    code = "from intake.cli.app import run; run()"
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
    )


def checkout(folder: Path) -> Path:
    for name in ("intake", "templates"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def test_the_items_in_the_readme_can_be_built(tmp_path: Path) -> None:
    items, logic = blocks("README.md", "yaml")
    items += "".join(f"  {line}\n" for line in logic.splitlines())
    body = "".join(f"        {line}\n" for line in items.splitlines())
    (tmp_path / "questions.yaml").write_text(HEAD + body, "utf-8")
    result = intake(checkout(tmp_path), "build", "--format", "html")
    assert result.returncode == 0, result.stderr
    page = (tmp_path / "output" / "sleep.html").read_text("utf-8")
    assert "When did it last happen?" in page
    assert 'name="sleep" value="not_sure"' in page


def test_the_worked_example_of_a_kind_is_all_that_it_takes(tmp_path: Path) -> None:
    """The module, its line in KINDS, its template: the new kind is checked and rendered."""
    home = checkout(tmp_path)
    (module,) = blocks("CONTRIBUTING.md", "python")
    (template,) = blocks("CONTRIBUTING.md", "jinja")
    (home / "intake" / "kinds" / "url.py").write_text(module, "utf-8")
    kinds = home / "intake" / "kinds" / "__init__.py"
    lines = kinds.read_text("utf-8").replace("KINDS = (\n", 'KINDS = (\n    "url",\n', 1)
    kinds.write_text(lines, "utf-8")
    folder = home / "templates" / "items" / "url"
    folder.mkdir()
    (folder / "item.html").write_text(template, "utf-8")
    (script,) = blocks("CONTRIBUTING.md", "js")
    (folder / "item.js").write_text(script, "utf-8")
    (folder / "item.css").touch()
    item = "        items: [{text: Sleep diary, id: diary, kind: url, hint: If it is online.}]\n"
    (home / "questions.yaml").write_text(HEAD + item, "utf-8")
    result = intake(home, "build")
    assert result.returncode == 0, result.stderr
    page = (home / "output" / "sleep.html").read_text("utf-8")
    assert '<input type="text" id="sleep.diary" name="diary" maxlength="2000"' in page
    assert "KINDS.url=words;" in page
    assert (home / "output" / "sleep.pdf").stat().st_size > 5000
