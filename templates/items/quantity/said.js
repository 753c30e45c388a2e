KINDS.quantity.say = spaced;
