PAIRS.time = (value, part, it) => {
  const [hour, minute] = `${value ?? ""}`.split(":");
  if (!it.all(".half").length) return pairs({ hour, minute });
  return pairs({ hour: (+hour + 11) % 12 + 1 || "", minute, half: +hour < 12 ? "am" : "pm" });
};
