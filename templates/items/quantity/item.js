EMPTY.quantity = "unit";
KINDS.quantity = (it) => measured(it, ".value", ".unit", "unit");
