/** @typedef {{seconds: number, fraction: number}} Moment */

/** Before that a run says more about how a worker warms up than about its speed. */
const FIRST_SECONDS = 0.6;

/**
 * Foretells when a run will end, from its speed in the second half of the time so far: workers warm up, and whatever
 * else the device does comes and goes. The foretold end moves gradually, so that the time left does not jump.
 */
export function createTimeLeft() {
  /** @type {Moment[]} */
  let moments = [];
  let began = 0;
  let end = 0;

  return {
    restart() {
      moments = [];
    },
    /** @param {Moment} now @returns {number | null} in seconds; null as long as nobody can know */
    at({ seconds, fraction }) {
      const last = moments.at(-1);
      if (last && (seconds < last.seconds || fraction < last.fraction)) moments = [];
      if (moments.length === 0) began = seconds;
      moments.push({ seconds, fraction });
      // The newest moment of the first half is where the second begins; those before it are not needed any more.
      const half = moments.findLastIndex((moment) => moment.seconds <= (began + seconds) / 2);
      moments = moments.slice(Math.max(0, half));
      const from = moments[0] ?? { seconds, fraction };
      if (seconds - began < FIRST_SECONDS || fraction <= from.fraction) return null;
      const foretold = seconds + ((1 - fraction) * (seconds - from.seconds)) / (fraction - from.fraction);
      const passed = seconds - (last?.seconds ?? 0);
      const first = !last || last.seconds - began < FIRST_SECONDS;
      end = first ? foretold : end + (foretold - end) * Math.min(1, passed / (0.15 * (seconds - began)));
      return Math.max(0, end - seconds);
    },
  };
}
