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

// The ids of the items that apply; `rules` in reading order, `answers` by item id.
function enabled(rules, answers) {
  const applying = new Set();
  const counted = new Map();
  for (const { id, when, answer } of rules) {
    if (when && !holds(when, counted)) continue;
    applying.add(id);
    if (answer !== "rows") {
      counted.set(id, [answer, given(answers[id], answer)]);
      continue;
    }
    const isMap = answers[id] && typeof answers[id] === "object" && !Array.isArray(answers[id]);
    const found = Object.entries(isMap ? answers[id] : {}).map(([row, code]) => [`${id}.${row}`, given(code, "code")]);
    for (const [row, codes] of found) counted.set(row, ["code", codes]);
    counted.set(id, [answer, found.flatMap(([, codes]) => codes)]);
  }
  return applying;
}
