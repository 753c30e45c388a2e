PAIRS.signature = (value) => [...pairs(value?.name), ...pairs({ date: value?.date })];
