KINDS.select_multiple = (it) => some(chosen(it));
