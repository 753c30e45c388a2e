SAID.quantity = spaced;
