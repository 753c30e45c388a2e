{% if has_limits %}
// A limit holds as far as the answer goes.
function withinDays(it, found, control) {
  const now = new Date();
  const today = [now.getFullYear(), pad(now.getMonth() + 1), pad(now.getDate())].join("-");
  const options = { dateStyle: "long", timeZone: "UTC", numberingSystem: "latn", calendar: "gregory" };
  const shown = new Intl.DateTimeFormat(it.write.language, options);
  for (const [key, sign, name] of [["min", -1, "earlier"], ["max", 1, "later"]]) {
    const limit = it.rule[key];
    const day = limit === "today" ? today : limit;
    if (!day || compare(found, day, "date") !== sign) continue;
    const facts = { day: shown.format(new Date(day)) };
    it.wrong(limit === "today" ? `${name}_today` : name, control, facts);
  }
}

{% endif %}

EMPTY.date = "date";
KINDS.date = (it) => {
  const [ago] = it.all(".ago");
  const since = ago && measured(it, ".ago", ".ago_unit", "ago", true);
  if (since) it.beside.ago = since;
  const all = it.parts(["year", "month", "day"]);
  const given = typed(all);
  it.lacking = all.length === 3 ? blank(all) : blank(all.slice(0, 1));
  if (!given.length) return undefined;
  const gap = blank(all.slice(0, all.indexOf(given.at(-1))));
  if (gap.length) return it.fill(gap);
  const [year, month, day] = given.map((box) => box.value);
  if (!/^\d{4}$/.test(digits(year))) return it.wrong("year", all[0]);
  const parts = [month && it.write.month(month), day && whole(day)];
  if (month && !inCalendar(1, parts[0])) return it.wrong("month", all[1]);
  const found = isoDate(year, ...parts);
  if (!found) return it.wrong("day", all[2] ?? all[0]);
{% if has_limits %}
  withinDays(it, found, given.at(-1));
{% endif %}
  return found;
};
