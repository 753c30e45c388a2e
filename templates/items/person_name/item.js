KINDS.person_name = inParts;
