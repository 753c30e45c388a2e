"""How wide the bundled font sets a text, so that checking needs no font to be opened.

A test holds the numbers equal to the font.
"""

import re
import unicodedata

_REGULAR = """
280 281 301 655 594 927 705 160 300 300 433 602 205 368 205 377 648 402 549 574 614 583 598 510
615 598 205 205 553 602 553 520 780 626 619 656 673 567 548 710 690 414 510 627 539 820 689 727
601 753 618 596 558 690 589 840 623 595 607 315 377 315 552 396 268 526 566 500 564 539 311 560
546 278 254 490 239 841 546 552 566 576 340 471 324 536 441 654 461 429 460 319 233 319 555
"""
_BOLD = """
320 283 410 783 619 977 702 222 366 366 434 618 243 374 243 442 652 448 586 605 626 612 632 543
625 561 243 243 573 618 573 614 754 690 639 673 686 580 544 719 679 458 560 659 537 842 700 764
626 781 654 619 617 663 656 883 699 687 621 333 442 333 589 430 314 553 596 520 596 566 367 597
572 315 259 567 314 886 572 573 596 601 372 534 379 570 526 723 533 518 516 370 234 370 533
"""
REGULAR = tuple(map(int, _REGULAR.split()))
BOLD = tuple(map(int, _BOLD.split()))
"""Advance widths of the characters from space to ~, in thousandths of the type size."""
ELSE = 620
"""Of letters that are not one of these with an accent: those of Noto Sans, on average."""


def width(text: str, size: float, widths: tuple[int, ...] = REGULAR) -> float:
    """How wide `text` is on one line at `size` points, in points."""
    if not text.isascii():
        text = "".join(
            c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c)
        )
    last = len(widths)
    numbers = (ord(character) - 32 for character in text)
    return sum(widths[n] if 0 <= n < last else ELSE for n in numbers) * size / 1000


def lines(text: str, room: float, size: float, widths: tuple[int, ...] = REGULAR) -> int:
    """How many lines `text` takes where `room` points are one line."""
    space = width(" ", size, widths)
    count, used = 1, 0.0
    for word in unbroken(text):
        wide = width(word, size, widths)
        if used and used + wide > room:
            count, used = count + 1, 0.0
        used += wide if word[-1] in HYPHENS else wide + space
    return count


HYPHENS = "-–/"
"""Characters after which a line may end, as after a space."""
_BREAK = re.compile(rf"\s+|(?<=[{HYPHENS}])(?=\w)")


def unbroken(text: str) -> list[str]:
    """The pieces of `text` that stay on one line."""
    return [piece for piece in _BREAK.split(text) if piece]
