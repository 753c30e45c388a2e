KINDS.signature.pairs = (value) => [...pairs(value?.name), ...pairs({ date: value?.date })];
