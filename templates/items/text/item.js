KINDS.text = words;
