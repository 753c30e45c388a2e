"""Write the data files that spare the command line work at each start.

intake/coverage.json: the characters of each font, as ranges of code points;
intake/questions.schema.json: the JSON Schema of questions.yaml.
"""

import json

from fontTools.ttLib import TTFont

from intake.content.schema import schema_text
from intake.fonts import COVERAGE, FONTS, Font
from intake.resources import SCHEMA


def ranges(font: Font) -> list[list[int]]:
    """The code points that every file of the family has, as [first, last] pairs."""
    maps = [set(TTFont(font.path(name)).getBestCmap()) for _, name in font.files]
    found: list[list[int]] = []
    for code in sorted(set.intersection(*maps)):
        if found and found[-1][1] == code - 1:
            found[-1][1] = code
        else:
            found.append([code, code])
    return found


if __name__ == "__main__":
    table = {font.family: ranges(font) for font in FONTS}
    lines = ",\n".join(f"{json.dumps(name)}: {json.dumps(pairs)}" for name, pairs in table.items())
    COVERAGE.write_text("{\n" + lines + "\n}\n", "utf-8")
    SCHEMA.write_text(schema_text(), "utf-8")
