// Whether a text fits a pattern, all of it.
function matches(pattern, text) {
  for (const flag of ["v", "u"]) {
    try {
      return new RegExp(`^(?:${pattern})$`, flag).test(text);
    } catch { /* written for the other flag, or for an engine that this browser has not */ }
  }
  return true;
}
