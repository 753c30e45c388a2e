KINDS.select_one = (it) => chosen(it)[0];
