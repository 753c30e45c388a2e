PAIRS.date = (value) => {
  const [year, month, day] = `${value ?? ""}`.split("-");
  return pairs({ year: year || undefined, month: month && +month, day: day && +day });
};
