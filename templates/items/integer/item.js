KINDS.integer = boxes((it, text, box) => amount(it, text, box, true));
