KINDS.string = words;
