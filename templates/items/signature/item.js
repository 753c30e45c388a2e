KINDS.signature = (it) => {
  const [name, date] = [it.all()[0], it.all(".date")[0]];
  const all = [name, date].filter(Boolean);
  it.lacking = blank(all);
  return some({
    ...(name.value.trim() && { name: trimmed(name) }),
    ...(date?.value.trim() && { date: trimmed(date) }),
  });
};
