KINDS.quantity = (it) => measured(it, ".value", ".unit", "unit");
