"""From a file that a person wrote to a checked, frozen model."""
