KINDS.email = words;
