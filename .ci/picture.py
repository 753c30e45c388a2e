"""Write docs/pictures/muscle-twitching.png: the pages of the seed form's PDF side by side."""

import subprocess
import tempfile
from pathlib import Path

from PIL import Image, ImageOps

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "output" / "muscle-twitching.pdf"
TARGET = ROOT / "docs" / "pictures" / "muscle-twitching.png"
GAP = 24


def main() -> None:
    """Needs pdftoppm (poppler-utils)."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["pdftoppm", "-r", "75", "-gray", "-png", SOURCE, f"{folder}/p"], check=True)
        pages = [
            ImageOps.expand(Image.open(path), border=1, fill=150)
            for path in sorted(Path(folder).iterdir())
        ]
    width = sum(page.width for page in pages) + GAP * (len(pages) + 1)
    sheet = Image.new("L", (width, pages[0].height + 2 * GAP), 236)
    left = GAP
    for page in pages:
        sheet.paste(page, (left, GAP))
        left += page.width + GAP
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    sheet.quantize(32).save(TARGET, optimize=True)


if __name__ == "__main__":
    main()
