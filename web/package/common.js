// What the package gives in Node and in browsers alike.

export { grammar } from "../api/grammar.js";
export { PretextError } from "../api/error.js";
export { bounds, namedTasks, presetNamed, presets, readSpec, withField } from "../api/spec.js";
export { Study, gridOf, keyOf } from "../api/study/study.js";

/**
 * @typedef {import("../api/data/data.js").Data} Data
 * @typedef {import("../api/lab/lab.js").LabState} LabState
 * @typedef {import("../api/lab/lab.js").Listeners & {workers?: number}} LabOptions  workers: threads, 1 if left out; the
 *   result is the same for any number
 * @typedef {import("../api/protocol.js").Failure} Failure
 * @typedef {import("../api/protocol.js").Progress} Progress
 * @typedef {import("../api/protocol.js").Result} Result
 * @typedef {import("../api/spec.js").Spec} Spec
 * @typedef {import("../api/spec.js").Task} Task
 * @typedef {import("../api/study/study.js").GridCell} GridCell
 * @typedef {import("../api/study/study.js").StudyListeners} StudyListeners
 * @typedef {import("../api/study/study.js").StudyResult} StudyResult
 */
