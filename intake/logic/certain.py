"""What can be said of a condition for certain when only some answers are known."""

from dataclasses import dataclass

from intake.content.conditions import Condition, Test
from intake.kinds.base import Answer
from intake.logic.evaluate import fits
from intake.logic.given import Given


@dataclass
class Known:
    """Some answers: for the id of an item its sort and values, of which () is none. `left` is
    how many tests may still be tried; without any, nothing can be said."""

    answers: dict[str, tuple[Answer, Given]]
    left: int

    def holds(self, condition: Condition) -> bool | None:
        """Whether `condition` holds whatever the other answers are; None if they decide it."""
        if isinstance(condition, Test):
            self.left -= 1
            known = self.answers.get(condition.item.partition(".")[0])
            return fits(condition, *known) if known is not None and self.left >= 0 else None
        found = [self.holds(part) for part in condition.conditions]
        decisive = condition.behavior == "any"
        if decisive in found:
            return decisive
        return None if None in found else not decisive
