const TONES = 8;

/** @returns {string} the first letter of a name, as readers see letters; "?" for an empty name */
export function initialOf(name) {
  const [first] = new Intl.Segmenter().segment(name.trim());
  return first === undefined ? "?" : first.segment.toLocaleUpperCase();
}

/** @returns {number} one of eight colours, from 0, the same for the same name at all times */
export function toneOf(name) {
  const mixed = [...name].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 65_521, 7);
  return mixed % TONES;
}
