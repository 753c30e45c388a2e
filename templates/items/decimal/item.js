KINDS.decimal = boxes(amount);
