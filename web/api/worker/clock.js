/**
 * Where a run's clock stands, as plain data.
 * @typedef {{seconds: number, fraction: number, fits: Record<string, FitTime>}} ClockState
 * @typedef {{from: number, seconds: number, updates: number}} FitTime  a fit's training: when it began, how long it took
 *   so far, for how many updates
 */

/** A longer gap between two looks at the clock was no work: the machine slept, or somebody set its clock. */
const MOST_GAP_MS = 5000;

/** Measures a run: pauses do not count. */
export class Clock {
  #ms;
  #fits;
  #fraction;
  /** @type {number | null} when it was last looked at; null while it stands */
  #last = null;
  /** The run's seconds at the last look at its progress. */
  #looked;

  /** @param {ClockState} [state]  to go on from */
  constructor({ seconds, fraction, fits } = { seconds: 0, fraction: 0, fits: {} }) {
    this.#ms = 1000 * seconds;
    this.#fraction = fraction;
    this.#fits = structuredClone(fits);
    this.#looked = seconds;
  }

  /** @returns {ClockState} */
  get state() {
    return { seconds: this.seconds(), fraction: this.#fraction, fits: structuredClone(this.#fits) };
  }

  start() {
    this.#last ??= performance.now();
  }

  stop() {
    this.seconds();
    this.#last = null;
  }

  seconds() {
    if (this.#last !== null) {
      const now = performance.now();
      this.#ms += Math.min(Math.max(0, now - this.#last), MOST_GAP_MS);
      this.#last = now;
    }
    return this.#ms / 1000;
  }

  /**
   * Adds what the core can't know to its progress: the time. The more often it is looked at, the closer the time of a fit.
   * @param {any} progress
   * @returns {import("../protocol.js").Progress}
   */
  timed({ updates, ...progress }) {
    const seconds = this.seconds();
    this.#measure(progress.fit, seconds, updates);
    this.#fraction = Math.max(this.#fraction, progress.fraction);
    const left = this.#fraction > 0 ? (seconds * (1 - this.#fraction)) / this.#fraction : null;
    return {
      ...progress,
      fraction: this.#fraction,
      seconds,
      seconds_left: left,
      ms_per_step: updates > 0 ? (1000 * this.#fits[progress.fit].seconds) / updates : null,
    };
  }

  /**
   * @param {string} fit
   * @param {number} seconds
   * @param {number} updates
   */
  #measure(fit, seconds, updates) {
    const known = (this.#fits[fit] ??= { from: this.#looked, seconds: 0, updates: 0 });
    if (updates > known.updates) Object.assign(known, { seconds: seconds - known.from, updates });
    else if (updates === 0) known.from = seconds;
    this.#looked = seconds;
  }

  /** @param {any} result */
  timedResult(result) {
    // A run that was over before anybody looked was pretraining for no longer than it took.
    const seconds = this.#fits.pretext?.seconds ?? this.seconds();
    Object.assign(result.pretext, { ms_per_step: (1000 * seconds) / result.pretext.steps, seconds });
    return { ...result, seconds: this.seconds() };
  }
}
