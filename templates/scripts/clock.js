// On a clock of 12 hours, 1 to 12 may be in the morning or at night.
function clockTime(hour, minute, half, isTwelve) {
  const isEither = hour > 0 && hour < 13;
  if (half ? !isEither : isTwelve && isEither) return null;
  if (half) hour = (hour % 12) + (half === "pm" ? 12 : 0);
  return hour < 24 && minute < 60 ? `${pad(hour)}:${pad(minute)}` : null;
}

const onClock = ({ order, words }, time) => {
  const [hour, minute] = time.split(":");
  if (order !== "mdy") return time;
  return `${(+hour + 11) % 12 + 1}:${minute} ${+hour < 12 ? words.am : words.pm}`;
};
