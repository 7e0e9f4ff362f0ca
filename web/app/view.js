/**
 * The contract of a feature. Its folder exports one function that makes a view from `Ui`; the view draws what it is
 * given and says what the reader wants by sending an action. It never sees the store, the workers or the data loader.
 *
 * @typedef {import("./store.js").Snapshot} Snapshot
 *
 * @typedef {object} View
 * @property {HTMLElement} element  in the page from the start, its size settled before there is anything to draw
 * @property {(keyof import("./inquiries.js").Answers)[]} [needs]  what must be asked of the models while it shows
 * @property {(snapshot: Snapshot) => unknown[]} on  what it draws; while that, language and appearance are the same, it
 *   is not drawn again
 * @property {(snapshot: Snapshot) => void} draw  at most ten times a second, and only while on screen
 *
 * @typedef {{type: "start"} | {type: "prepare"} | {type: "pause"} | {type: "resume"} | {type: "step"} | {type: "stop"} | {type: "reset"}
 *   | {type: "preset", name: string}
 *   | {type: "edit", path: string, value: unknown}
 *   | {type: "digit", index: number} | {type: "wheel", angle: number} | {type: "workers", count: number | string}
 *   | {type: "save", what: "texts", which: "weights" | "texts"} | {type: "save", what: "figure", figure: HTMLElement, name: string}
 *   | {type: "save", what: "report" | "curves"} | {type: "save", what: "texts", which: "weights" | "texts"} | {type: "save", what: "weights", model: import("../api/protocol.js").Fit}
 *   | {type: "load", file: File} | {type: "unload"}
 *   | {type: "epoch", epoch: number | null} | {type: "layout", layout: Snapshot["layout"]}
 *   | {type: "draw", pixels: Uint8Array | null}
 *   | {type: "files", files: File[]} | {type: "set", name: string} | {type: "classes", classes: Snapshot["classes"]}
 *   | {type: "dismiss"} | {type: "goOn"} | {type: "forget"} | {type: "race", tasks: import("../api/spec.js").Spec["task"][]} | {type: "stopRaces"}
 *   | {type: "addSeed"} | {type: "stopSeed"}
 *   | {type: "ten", act: import("./ten/control.js").TenAction}
 *   | {type: "ways", act: import("./ways/control.js").WaysAction}
 *   | {type: "texts", act: import("./texts/control.js").TextAction}
 *   | {type: "language", code: string}
 *   | {type: "theme", theme: "light" | "dark" | null}} Action
 *
 * @typedef {object} Ui
 * @property {import("./i18n.js").Words} words
 * @property {(action: Action) => void} send
 *
 * @typedef {(host: HTMLElement, ui: Ui) => View} CreateView
 */

export {};
