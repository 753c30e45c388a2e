const SHOWN = {
  date: ({ write }, text) => [...write.order].map((part) => text.split("-")["ymd".indexOf(part)]).join("/"),
  time: ({ write }, text) => onClock(write, text),
};
PAIRS.table = (value, part, it) => [value ?? []].flat().flatMap((row, at) =>
  pairs(row, `.${at + 1}`).map(([name, text]) => {
    const column = it.rule.columns.find(({ id }) => name === `.${at + 1}.${id}`);
    return [name, SHOWN[column?.kind]?.(it, text) ?? text];
  }));
