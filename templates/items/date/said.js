SAID.date = (it) => {
  const { value, beside: { ago } } = it;
  if (!value) return [`${ago.value} ${labelled(it.all(".ago_unit").find((box) => box.checked))}`];
  const options = { year: "numeric", timeZone: "UTC", numberingSystem: "latn", calendar: "gregory" };
  if (value.length > 4) options.month = "long";
  if (value.length > 7) options.day = "numeric";
  const day = new Date(0);
  day.setUTCFullYear(value.slice(0, 4), (value.slice(5, 7) || 1) - 1, value.slice(8) || 1);
  return [new Intl.DateTimeFormat(it.write.language, options).format(day)];
};
