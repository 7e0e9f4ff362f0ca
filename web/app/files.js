/**
 * @typedef {import("../api/lab/lab.js").Lab} Lab
 * @typedef {import("../api/protocol.js").Fit} Fit
 * @typedef {import("./store.js").Snapshot} Snapshot
 */

/** One line for each finished epoch of each fit; a field that a fit does not have is empty. @param {Snapshot} now */
export function curvesCsv({ progress }) {
  const lines = ["fit,epoch,loss,accuracy,validation_loss,validation_accuracy"];
  for (const [fit, epochs] of Object.entries(progress?.history ?? {})) {
    epochs.forEach((epoch, i) => {
      const { loss, accuracy, validation_loss, validation_accuracy } = epoch;
      lines.push([fit, i + 1, loss, accuracy ?? "", validation_loss ?? "", validation_accuracy ?? ""].join(","));
    });
  }
  return `${lines.join("\n")}\n`;
}

/** @param {string} name @param {BlobPart} content @param {string} [type] */
export function download(name, content, type = "application/octet-stream") {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** Whether a saved file may get lost: a sandbox without allow-downloads drops it, and tells nobody but the console. */
export function mayNotSave() {
  if (self.origin === "null") return true; // and cannot look at its own frame
  try {
    return (
      frameElement !== null &&
      frameElement.hasAttribute("sandbox") &&
      !frameElement.matches('[sandbox~="allow-downloads" i]')
    );
  } catch {
    return false;
  }
}

/** @param {Snapshot} now */
function stemOf(now) {
  const spec = now.runSpec ?? now.spec;
  return `pretext-${spec.name}-seed${spec.seed}`;
}

/** @param {Snapshot} now @param {HTMLElement} figure @param {string} name */
export async function saveFigure(now, figure, name) {
  const { pngOf } = await import("./figure-image.js");
  download(`${stemOf(now)}-${name}.png`, await pngOf(figure), "image/png");
}

/**
 * @param {Lab} lab
 * @param {Snapshot} now
 * @param {"report" | "curves" | Fit} what
 */
export async function saveFile(lab, now, what) {
  const stem = stemOf(now);
  if (what === "report") {
    // Which images the numbers are of.
    const set = now.data?.about.set;
    const name = now.data?.own ? "own files" : set === "mnist" ? "MNIST" : set;
    const data = { name, sha256: now.data?.sha256 };
    download(`${stem}.json`, `${JSON.stringify({ ...now.result, data }, null, 2)}\n`, "application/json");
  } else if (what === "curves") {
    download(`${stem}.csv`, curvesCsv(now), "text/csv");
  } else {
    const file = await lab.weights(what);
    download(`${stem}-${what}.safetensors`, /** @type {BlobPart} */ (file));
  }
}
