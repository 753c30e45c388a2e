"""Why a PDF is not read."""


class Refused(Exception):
    """The file is not read. `code` and `what` say why; neither holds anything of its content."""

    def __init__(self, code: str, what: str) -> None:
        self.code = code
        self.what = what
        super().__init__(code)
