KINDS.person_name.say = spaced;
