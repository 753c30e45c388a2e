"""What staff see of the forms: a page on this computer, and the list beside the forms."""
