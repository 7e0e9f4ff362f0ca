/**
 * Small things that outlive the page. A browser may refuse storage, in a private window or a frame of a course page:
 * then nothing is remembered and nothing breaks.
 *
 * @param {string} key
 */
export function recall(key) {
  try {
    return localStorage.getItem(`pretext.${key}`);
  } catch {
    return null;
  }
}

/**
 * @param {string} key
 * @param {string | null} value
 */
export function remember(key, value) {
  try {
    if (value === null) localStorage.removeItem(`pretext.${key}`);
    else localStorage.setItem(`pretext.${key}`, value);
  } catch {
    // Refused; see above.
  }
}
