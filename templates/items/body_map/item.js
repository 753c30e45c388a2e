KINDS.body_map = (it) => some(chosen(it));
