"""Write the PDF so that no stream's last byte looks like the end of a line.

The line end before `endstream` is not part of a stream (ISO 32000-1, 7.3.8.1). After a compressed
stream that happens to end with CR or LF, validators of PDF/A count one byte too few.
"""

import io
import zlib
from typing import Any

_LINE_ENDS = (b"\r", b"\n")
_MOST_TRIES = 8


def compress(pdf: Any) -> None:
    """Compress the streams of `pdf`, which is not yet written.

    One that would end badly, which its checksum decides, gets a line end more.
    """
    for one in pdf.objects:
        if getattr(one, "compress", False):
            raw = b"\n".join(_bytes(line) for line in one.stream)
            packed = zlib.compress(raw, 9)
            while packed.endswith(_LINE_ENDS):
                raw += b"\n"
                packed = zlib.compress(raw, 9)
            if "Length1" in one.extra:  # a font's
                one.extra["Length1"] = len(raw)
            one.stream[:] = [packed]
            one.extra["Filter"] = "/FlateDecode"
            one.compress = False


def write(pdf: Any) -> bytes:
    """The file of `pdf`, with an empty object more while what pydyf packs itself ends badly.

    Raises ValueError when it ends badly however many objects there are.
    """
    import pydyf

    count = len(pdf.objects)
    for _ in range(_MOST_TRIES):
        target = io.BytesIO()
        pdf.write(target, b"1.7", identifier=True, compress=True)
        if not any(end + b"\nendstream" in target.getvalue() for end in _LINE_ENDS):
            return target.getvalue()
        del pdf.objects[count:]
        pdf.current_position = 0
        pdf.add_object(pydyf.Dictionary())
        count += 1
    raise ValueError("a stream's last byte looks like the end of a line")


def _bytes(line: Any) -> bytes:
    data: bytes = line.data if hasattr(line, "data") else line
    return data if isinstance(data, bytes) else str(data).encode("ascii")
