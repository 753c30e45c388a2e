"""Answers: what came back, from a filled PDF or a portal, as values by item id."""
