/**
 * When a message was posted, as its reader would say it: the time alone for today, with the day
 * for other days, with the year for other years.
 *
 * @param {Date} moment
 * @param {Date} now
 * @param {string | undefined} locale the reader's own when `undefined`
 * @param {string | undefined} timeZone likewise
 */
export function shortTime(moment, now, locale = undefined, timeZone = undefined) {
  const day = { year: "numeric", month: "short", day: "numeric", timeZone };
  const [then, today] = [moment, now].map((date) => date.toLocaleDateString("en", day));
  const clock = { hour: "numeric", minute: "2-digit", timeZone };
  if (then === today) {
    return moment.toLocaleTimeString(locale, clock);
  }
  const sameYear = then.slice(-4) === today.slice(-4);
  const year = sameYear ? undefined : "numeric";
  return moment.toLocaleString(locale, { ...day, ...clock, year });
}

/** The same moment with everything that {@link shortTime} leaves out. */
export function exactTime(moment, locale = undefined, timeZone = undefined) {
  return moment.toLocaleString(locale, { dateStyle: "full", timeStyle: "long", timeZone });
}
