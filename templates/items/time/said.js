KINDS.time.say = (it) => [onClock(it.write, it.value)];
