// How much of what there is in a run, which the page's text names.

/** Digits on the wall of those with and without a label. */
export const ON_WALL = 110;

/** How many digits on the wall have a label: in the run's proportion, but one at least. @param {import("../api/spec.js").Spec} spec */
export function labelledOnWall({ data: { labelled, unlabelled } }) {
  const share = labelled.count / Math.max(1, labelled.count + unlabelled.count);
  return Math.min(ON_WALL - 1, Math.max(1, Math.round(ON_WALL * share)));
}

/** @param {import("../api/spec.js").Spec} spec */
export function amountsOf(spec) {
  const { labelled, unlabelled } = spec.data;
  return {
    unlabelled: unlabelled.count,
    labelled: labelled.count,
    onWall: ON_WALL,
    labelledOnWall: labelledOnWall(spec),
    restOnWall: ON_WALL - labelledOnWall(spec),
  };
}
