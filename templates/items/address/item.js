KINDS.address = inParts;
