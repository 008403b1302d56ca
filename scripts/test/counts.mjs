/**
 * What a check has found.
 *
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 */

/** @type {Counts} */
export const none = { passed: 0, failed: 0, skipped: 0 };

/**
 * @param {Counts} a
 * @param {Counts} b
 * @returns {Counts}
 */
export function sum(a, b) {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
  };
}

/**
 * Counts of a program that reports none, or died before it reported all: it counts as one test itself.
 *
 * @param {boolean} ok whether the program ended well
 * @param {Counts} [counts]
 * @returns {Counts}
 */
export function settle(ok, counts = none) {
  const tests = counts.passed + counts.failed;
  if (ok) {
    return tests === 0 ? { ...counts, passed: 1 } : counts;
  }
  return counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}
