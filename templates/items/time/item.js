EMPTY.time = "time";
KINDS.time = (it) => {
  const all = it.parts(["hour", "minute"]);
  const halves = it.all(".half");
  const [half] = it.codes(".half");
  if (!typed(all).length && !half) return undefined;
  if (blank(all).length) return it.fill(blank(all));
  const [hour, minute] = all.map((box) => whole(box.value));
  const found = clockTime(hour, minute, half, halves.length);
{% if has_limits %}
  if (found) it.within(found, all[0], (time) => time, (time) => onClock(it.write, time), "time_");
{% endif %}
  if (found) return found;
  if (halves.length && !half && hour < 13 && minute < 60) it.wrong("half", halves[0]);
  else it.wrong("time", all[0]);
  return undefined;
};
