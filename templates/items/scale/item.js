KINDS.scale = (it) => (it.codes()[0] === undefined ? undefined : +it.codes()[0]);
