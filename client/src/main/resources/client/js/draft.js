/**
 * What is being written.
 *
 * @typedef {{text: string, attempt?: import("./attempts.js").Attempt}} Draft
 */

/** The most characters (Unicode code points, as the API counts) that a message may have. */
export const LIMIT = 2000;

const COUNT_FROM = LIMIT * 0.8;

/** @returns {number} code points of the text as it would be sent */
export function lengthOf(text) {
  return [...text.trim()].length;
}

/** @returns {string | undefined} what is wrong with the text, in words for its writer */
export function complaintAbout(text) {
  const length = lengthOf(text);
  if (length === 0) {
    return "Write a message first.";
  }
  if (length > LIMIT) {
    return `A message can have up to ${count(LIMIT)}. Take out ${count(length - LIMIT)}.`;
  }
  return undefined;
}

/** @returns {string} how much room is left; empty while there is plenty */
export function roomIn(text) {
  const length = lengthOf(text);
  if (length <= COUNT_FROM) {
    return "";
  }
  return length <= LIMIT
    ? `${count(LIMIT - length)} left`
    : `${count(length - LIMIT)} too many`;
}

function count(number) {
  return `${number.toLocaleString("en")} ${number === 1 ? "character" : "characters"}`;
}
