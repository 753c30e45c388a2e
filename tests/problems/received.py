"""Every request that cannot be read, for the code of that: its content type, and its body."""

from intake.answers.body import FORM, JSON, MAX_BYTES, MAX_FIELDS

REQUESTS: dict[str, tuple[str, bytes, int]] = {
    "too large": (FORM, b"a=" + b"x" * MAX_BYTES, 413),
    "too many fields": (FORM, b"a=1&" * (MAX_FIELDS + 1), 413),
    "too many answers": (JSON, b"[" + b"1," * MAX_FIELDS + b"1]", 413),
    "a file": ("multipart/form-data; boundary=x", b"--x--", 415),
    "no type": ("", b"a=1", 415),
    "another type": ("text/plain", b"a=1", 415),
    "another encoding": (f"{FORM}; charset=latin-1", b"a=1", 415),
    "bytes that are no text": (JSON, b'{"answers": {"a": "\xff"}}', 400),
    "percents that are no text": (FORM, b"a=%FF", 400),
    "half of JSON": (JSON, b'{"answers": {"a": "Canary', 400),
    "nothing": (JSON, b"", 400),
    "a list": (JSON, b'["Canary"]', 400),
    "answers that are a list": (JSON, b'{"answers": ["Canary"]}', 400),
    "a key twice": (JSON, b'{"answers": {"a": "Canary", "a": "x"}}', 400),
    "no number": (JSON, b'{"answers": {"a": NaN}}', 400),
    "deep": (JSON, b'{"answers":' + b"[" * 500_000, 400),
    "deeper": (JSON, b'{"a":' * 9 + b'"Canary"' + b"}" * 9, 400),
}
"""By what is wrong, with the status of HTTP that it gets."""
