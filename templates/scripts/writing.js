// How people write numbers, months, days and times: the same as intake/answers/writing.py.
const trimmed = (control) => control.value.trim().replace(/\r\n?/g, "\n");

const isDigit = (code) => /\p{Nd}/u.test(String.fromCodePoint(code));
// The digits of every script stand in rows of ten.
const digits = (text) => text.trim().replace(/\p{Nd}/gu, (sign) => {
  let before = 0;
  while (isDigit(sign.codePointAt(0) - before - 1)) before++;
  return before % 10;
});

const bare = (text) =>
  text.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "")
    .replace(/^[ .\u200e\u200f]+|[ .\u200e\u200f]+$/g, "");

const whole = (text) => (/^\d{1,4}$/.test(digits(text)) ? +digits(text) : NaN);

const pad = (number) => `${number}`.padStart(2, "0");

// `sign`: the decimal sign; `order`: of a date's parts; `months`: the names of each.
const writing = ({ sign, order, months, words, language }) => ({
  order,
  words,
  language,
{% if has_times %}
  time: order === "mdy" ? `8:30 ${words.am}` : "08:30",
{% endif %}
  number(text) {
    let plain = digits(text).replace(/\u2212/g, "-").replace(/^\+/, "").replace(/\u066b/g, ".");
    if (sign !== "." && /^-?[1-9]\d{0,2}\.\d{3}$/.test(plain)) return null;
    const parts = plain.split(sign);
    if (parts.length === 2 && !parts.join("").includes(".")) plain = parts.join(".");
    plain = plain.replace(/^(-?)\./, "$10.");
    return NUMBER.test(plain) ? plain.replace(/^(-?)0+(?=\d)/, "$1") : null;
  },
  month(text) {
    const number = whole(text);
    if (number >= 0) return number;
    const wanted = bare(text);
    const found = (fits) =>
      months.flatMap((names, at) => (names.some((name) => fits(bare(name))) ? [at + 1] : []));
    const [same] = found((name) => name === wanted);
    const near = wanted.length > 2 ? found((name) => name.startsWith(wanted)) : [];
    return same ?? (near.length === 1 ? near[0] : NaN);
  },
  shown: (number) => number.replace(".", sign),
});

const isoDate = (year, month, day) => {
  const parts = [digits(year), month, day].filter((part) => part !== undefined);
  const isDay = /^\d{4}$/.test(parts[0]) && inCalendar(...parts);
  return isDay ? [parts[0], ...parts.slice(1).map(pad)].join("-") : null;
};
