// Files that a page hands to the browser to be saved, for drivers that can't say what becomes of a download.

import { until } from "./page.js";

/**
 * The file that comes of what `act` does, which the browser itself does not get.
 * @param {import("./page.js").Frame} frame
 * @param {() => Promise<void>} act
 * @returns {Promise<{name: string, bytes: Buffer}>}
 */
export async function handedOut(frame, act) {
  await frame.evaluate(() => {
    const page = /** @type {any} */ (globalThis);
    page.handedOut = null;
    if (page.watched) return;
    page.watched = true;
    const blobs = new Map();
    const name = URL.createObjectURL;
    URL.createObjectURL = (blob) => {
      const url = name.call(URL, blob);
      blobs.set(url, blob);
      return url;
    };
    const click = HTMLAnchorElement.prototype.click;
    HTMLAnchorElement.prototype.click = function () {
      if (!this.download) return click.call(this);
      const reader = new FileReader();
      const file = this.download;
      reader.onload = () => (page.handedOut = { name: file, base64: String(reader.result).split(",")[1] });
      reader.readAsDataURL(blobs.get(this.href));
    };
  });
  await act();
  const { name, base64 } = await until(frame, () => /** @type {any} */ (globalThis).handedOut);
  return { name, bytes: Buffer.from(base64, "base64") };
}
