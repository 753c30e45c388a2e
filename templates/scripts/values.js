// Numbers and dates as they are compared.
const NUMBER = /^-?\d{1,12}(\.\d{1,12})?$/;

// All digits count, so no floating point: 12 places after the point are the most there are.
const scaled = (text) => {
  const [whole, part = ""] = text.split(".");
  return BigInt(whole + part.padEnd(12, "0"));
};
const inCalendar = (year, month = 1, day = 1) =>
  year > 0 && month > 0 && month < 13 && day > 0
  && day <= new Date(Date.UTC(+year + 400, month, 0)).getUTCDate();

// Dates are compared as far as both go.
function compare(first, second, answer) {
  if (answer === "date") {
    const both = Math.min(first.length, second.length);
    first = first.slice(0, both);
    second = second.slice(0, both);
  }
  return first < second ? -1 : +(first > second);
}
