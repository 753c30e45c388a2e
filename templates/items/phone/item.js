KINDS.phone = words;
