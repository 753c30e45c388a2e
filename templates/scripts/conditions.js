// Which items apply: the same as intake/logic/evaluate.py, by the same table of cases.
const DATE = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

const anyText = (value) => (typeof value === "string" && value.trim() ? value : null);
const anyNumber = (value) => {
  if (typeof value === "number") value = /e/.test(value) ? value.toFixed(12) : `${value}`;
  return typeof value === "string" && NUMBER.test(value.trim()) ? scaled(value.trim()) : null;
};
const READ = {
  none: () => null,
  rows: () => null,
  words: (value) => {
    const parts = value && typeof value === "object" ? Object.values(value) : [value];
    return parts.some((one) => anyText(one) !== null || anyNumber(one) !== null) || null;
  },
  code: anyText,
  codes: anyText,
  number: anyNumber,
  date: (value) => {
    const [day, ...parts] = DATE.exec(anyText(value)?.trim()) ?? [];
    return day && inCalendar(...parts) ? day : null;
  },
  time: (value) => TIME.exec(anyText(value)?.trim())?.[0] ?? null,
};

function given(value, answer) {
  const several = Array.isArray(value) && answer !== "code";
  if (!several && answer === "codes") return [];
  return (several ? value : [value]).map((one) => READ[answer](one)).filter((one) => one !== null);
}

const PASSES = {
  equals: (signs) => signs.includes(0),
  not_equals: (signs) => !signs.includes(0),
  one_of: (signs) => signs.includes(0),
  contains: (signs) => signs.includes(0),
  greater: (signs) => signs.includes(1),
  less: (signs) => signs.includes(-1),
  at_least: (signs) => signs.some((sign) => sign >= 0),
  at_most: (signs) => signs.some((sign) => sign <= 0),
};

// Without an answer only `answered: false` holds.
function fits(test, answer, values) {
  if (test.answered) return values.length > 0 === (test.answered === "true");
  const operator = Object.keys(test).find((key) => key !== "item");
  const wanted = [test[operator]].flat().map((one) => READ[answer](one));
  if (!values.length || wanted.includes(null)) return false;
  return PASSES[operator](
    values.flatMap((one) => wanted.map((other) => compare(one, other, answer))),
  );
}

function holds(condition, counted) {
  const { all, any, item } = condition;
  if (all) return all.every((part) => holds(part, counted));
  if (any) return any.some((part) => holds(part, counted));
  return fits(condition, ...(counted.get(item) ?? ["none", []]));
}

// Whether the item of `rule` applies, by the answers that are `counted` so far.
const applies = ({ when }, counted) => !when || holds(when, counted);

// Counts the answer to the item of `rule`: none where it does not apply.
function count({ id, answer }, value, counted) {
  if (answer !== "rows") {
    counted.set(id, [answer, given(value, answer)]);
    return;
  }
  for (const name of [...counted.keys()]) if (name.startsWith(`${id}.`)) counted.delete(name);
  const isMap = value && typeof value === "object" && !Array.isArray(value);
  const found = Object.entries(isMap ? value : {}).map(([row, code]) => [row, given(code, "code")]);
  for (const [row, codes] of found) counted.set(`${id}.${row}`, ["code", codes]);
  counted.set(id, [answer, found.flatMap(([, codes]) => codes)]);
}
