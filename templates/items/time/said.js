SAID.time = (it) => [onClock(it.write, it.value)];
