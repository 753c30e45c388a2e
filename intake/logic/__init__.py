"""Which items apply: conditions, answers, and what can be told of both beforehand."""
