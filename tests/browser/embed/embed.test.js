// A page of another origin with the lab in it three times: in a frame, in a frame without rights, and as an element.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { ROOT } from "../../../scripts/command.mjs";
import { engines } from "../support/engines.js";
import { press, text, until } from "../support/page.js";
import { servePage } from "../support/pages.js";
import { serve } from "../support/server.js";

const COURSE = join(ROOT, "tests/browser/embed/course");

/** @type {import("../support/server.js").Server} */
let lab;
/** @type {import("../support/server.js").Server} */
let course;

before(async () => {
  lab = await servePage();
  course = await serve({ "/": COURSE });
  course.replaced.set("/", (await readFile(join(COURSE, "index.html"), "utf8")).replaceAll("LAB", lab.origin));
});
after(() => Promise.all([lab.close(), course.close()]));

/** What the embeds have told the page, by type. */
const heard = (/** @type {string} */ from, /** @type {string} */ type) =>
  /** @type {any} */ (globalThis)
    .eval("told")
    .filter((/** @type {any} */ message) => message.from === from && message.type === type);

for (const [name, launch] of Object.entries(engines)) {
  test(`${name}: Start is pressed in each of the three, and all come to the same result`, async () => {
    const browser = await launch();
    try {
      const page = await browser.newPage();
      lab.requests.length = 0;
      await page.goto(`${course.origin}/`);
      const frames = {
        plain: await page.frame("#plain"),
        sandboxed: await page.frame("#sandboxed"),
        element: await page.frame("pretext-lab iframe"),
      };
      const modes = { plain: "module indexeddb", sandboxed: "blob none", element: "module indexeddb" };
      const digests = new Set();
      for (const [from, frame] of Object.entries(frames)) {
        const [{ mode }] = await until(page, 20_000, heard, from, "ready").then(() =>
          page.evaluate(heard, from, "ready"),
        );
        assert.equal(`${mode.workers} ${mode.storage}`, modes[/** @type {keyof typeof modes} */ (from)]);
        assert.ok(!lab.requests.some((path) => path.startsWith("/data/")) || digests.size > 0, "no data before Start");
        if (from === "element") await frame.type("#embed-answer", "The labels.");
        await press(frame, from === "element" ? "시작" : "Start");
        await until(
          page,
          120_000,
          (who) =>
            /** @type {any} */ (globalThis)
              .eval("told")
              .some((/** @type {any} */ m) => m.from === who && ["result", "error"].includes(m.type)),
          from,
        );
        assert.deepEqual(await page.evaluate(heard, from, "error"), []);
        const [{ result, answer }] = await page.evaluate(heard, from, "result");
        digests.add(result.digest);
        assert.equal(answer, from === "element" ? "The labels." : "");
        assert.match(await text(frame, "[data-stage-panel=compare]"), /\d\d[.,]\d/);
      }
      assert.equal(digests.size, 1);
    } finally {
      await browser.close();
    }
  });
}
