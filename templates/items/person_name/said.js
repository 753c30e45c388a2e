SAID.person_name = spaced;
