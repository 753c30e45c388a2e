KINDS.yes_no = (it) => chosen(it)[0];
