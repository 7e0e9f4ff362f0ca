// A page of another origin with the lab in it three times: in a frame, in a frame without rights, and as an element.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { ROOT } from "../../../scripts/command.mjs";
import { engines } from "../support/engines.js";
import { until } from "../support/page.js";
import { Thing } from "../support/person.js";
import { serve, servePage } from "../support/server.js";

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

/**
 * What an embed has told the page.
 * @param {string} from
 * @param {string} type
 * @returns {any[]}
 */
const heard = (from, type) =>
  /** @type {any} */ (globalThis).told.filter(
    (/** @type {any} */ message) => message.from === from && message.type === type,
  );

/**
 * Whether an embed has told one of these.
 * @param {string} from
 * @param {...string} types
 * @returns {boolean}
 */
const hasTold = (from, ...types) =>
  /** @type {any} */ (globalThis).told.some(
    (/** @type {any} */ message) => message.from === from && types.includes(message.type),
  );

for (const [name, launch] of Object.entries(engines)) {
  test(`${name}: Start is pressed in each of the three, and all come to the same result`, async () => {
    const browser = await launch();
    try {
      const page = await browser.newPage();
      lab.requests.length = 0;
      // WebKit takes 'self' for nobody's address in a sandboxed frame: its host must name itself (PRETEXT_ORIGIN).
      const embed = await readFile(join(ROOT, "build/web/embed.html"), "utf8");
      lab.replaced.set("/embed.html", name === "webkit" ? embed.replaceAll("'self'", `'self' ${lab.origin}`) : embed);
      await page.goto(`${course.origin}/`);
      const frames = {
        plain: await page.frame("#plain"),
        sandboxed: await page.frame("#sandboxed"),
        element: await page.frame("pretext-lab iframe"),
      };
      const modes = { plain: "module indexeddb", sandboxed: "blob none", element: "module indexeddb" };
      const digests = new Set();
      for (const [from, frame] of Object.entries(frames)) {
        // A frame that nobody sees is not loaded.
        const place = from === "element" ? "pretext-lab" : `#${from}`;
        await page.evaluate((selector) => document.querySelector(selector)?.scrollIntoView(), place);
        await until(page, hasTold, from, "ready");
        const [{ mode }] = await page.evaluate(heard, from, "ready");
        assert.equal(`${mode.workers} ${mode.storage}`, modes[/** @type {keyof typeof modes} */ (from)]);
        assert.ok(!lab.requests.some((path) => path.startsWith("/data/")) || digests.size > 0, "no data before Start");
        if (from === "element") await frame.type("#embed-answer", "The labels.");
        await new Thing(frame).button(from === "element" ? "시작" : "Start").press();
        await until(page, hasTold, from, "result", "error");
        assert.deepEqual(await page.evaluate(heard, from, "error"), []);
        const [{ result, answer }] = await page.evaluate(heard, from, "result");
        digests.add(result.digest);
        assert.equal(answer, from === "element" ? "The labels." : "");
        assert.match(await new Thing(frame).css("[data-stage-panel=compare]").read(), /\d\d[.,]\d/);
      }
      assert.equal(digests.size, 1);
    } finally {
      await browser.close();
    }
  });
}

test("a host's messages: known commands are obeyed, whatever else comes is not", async () => {
  const browser = await engines.chromium();
  try {
    const page = await browser.newPage();
    await page.goto(`${course.origin}/`);
    await until(page, hasTold, "plain", "ready");
    const send = (/** @type {unknown} */ message) =>
      page.evaluate(
        (what) =>
          /** @type {HTMLIFrameElement} */ (document.getElementById("plain")).contentWindow?.postMessage(what, "*"),
        message,
      );
    const hostile = [
      null,
      "start",
      { type: "start" },
      { pretext: 2, type: "start" },
      { pretext: 1, type: "start", more: 1 },
      { pretext: 1, type: "edit" },
      { pretext: 1, type: ["start"] },
      { pretext: 1, type: "__proto__" },
    ];
    for (const message of hostile) await send(message);
    // One frame may not command another, though both know the words.
    const other = await page.frame("#sandboxed");
    await other.evaluate(() => window.parent.frames[0].postMessage({ pretext: 1, type: "start" }, "*"));
    await new Promise((resolve) => setTimeout(resolve, 1500));
    assert.equal(await page.evaluate(hasTold, "plain", "progress"), false);
    await send({ pretext: 1, type: "start" });
    await until(page, hasTold, "plain", "progress");
    await send({ pretext: 1, type: "reset" });
    assert.deepEqual(page.messages, []);
  } finally {
    await browser.close();
  }
});

test("an address that makes no sense is refused with a sentence, and hides and asks nothing", async () => {
  const browser = await engines.chromium();
  try {
    const page = await browser.newPage();
    const hostile = [
      ["hide=everything", /^hide: expected some of /],
      ["show=board,verdict", /^show: expected bench, verdict or both, or board, or compose/],
      [`ask=${"x".repeat(301)}`, /^ask: expected at most 300 characters/],
      ["lock=%3Cimg%20onerror%3Dalert(1)%3E", /^lock: expected names of fields/],
      [`ask=${"x".repeat(5000)}`, /^address: expected at most 4000 characters/],
      ["pretext.epochs=1e9", /pretext\.epochs/],
    ];
    for (const [hash, sentence] of hostile) {
      await page.goto("about:blank");
      await page.goto(`${lab.origin}/embed.html#preset=quick&${hash}`);
      const shown = await until(
        page,
        () => /** @type {HTMLElement | null} */ (document.querySelector(".trouble-message"))?.innerText,
      );
      assert.match(shown, /** @type {RegExp} */ (sentence));
      assert.equal(await page.evaluate(() => document.documentElement.dataset.hide), "");
    }
    await page.goto("about:blank");
    await page.goto(`${lab.origin}/embed.html#preset=quick&ask=${encodeURIComponent("<b>Who?</b>")}`);
    await until(page, () => document.querySelector(".embed-question")?.textContent === "<b>Who?</b>");
    assert.deepEqual(page.messages, []);
  } finally {
    await browser.close();
  }
});

test("locked fields can't be changed, and hidden parts are not shown", async () => {
  const browser = await engines.chromium();
  try {
    const page = await browser.newPage();
    await page.goto(`${lab.origin}/embed.html#preset=quick&lock=seed,preset,pretext.epochs&hide=story,transfer`);
    await until(page, () => document.querySelector(".embed-mode"));
    const [locked, open, story, transfer] = await page.evaluate(() => {
      const disabled = (/** @type {string} */ id) =>
        /** @type {HTMLInputElement} */ (document.getElementById(id)).disabled;
      const shown = (/** @type {string} */ selector) => document.querySelector(selector)?.checkVisibility();
      return [
        ["seed", "preset", "set-pretext-epochs"].map(disabled),
        disabled("set-pretext-batch"),
        shown(".story"),
        shown("[data-stage-panel=transfer]"),
      ];
    });
    assert.deepEqual(locked, [true, true, true]);
    assert.deepEqual([open, story, transfer], [false, false, false]);
  } finally {
    await browser.close();
  }
});

test("a notebook's widget passes its traits on and gets the result", async () => {
  const browser = await engines.chromium();
  try {
    const page = await browser.newPage();
    await page.goto(`${course.origin}/`);
    const { results, answer } = await page.evaluate(async (address) => {
      const { default: widget } = await import(address);
      const traits = {
        preset: "quick",
        hide: "story",
        set: "data.unlabelled.count=200&transfer.epochs=1&supervised.epochs=1",
      };
      const values = new Map(Object.entries(traits));
      const host = document.body.appendChild(document.createElement("div"));
      await new Promise((resolve) => {
        const model = {
          get: (/** @type {string} */ name) => values.get(name),
          set: (/** @type {string} */ name, /** @type {any} */ value) => values.set(name, value),
          save_changes: () => resolve(undefined),
          on: () => {},
          off: () => {},
        };
        const lab = () => /** @type {any} */ (host.querySelector("pretext-lab"));
        host.addEventListener("pretext-ready", () => lab().start());
        widget.render({ model, el: host });
        host.scrollIntoView();
      });
      return {
        results: /** @type {any} */ (values.get("result")).results,
        answer: /** @type {any} */ (values.get("answer")),
      };
    }, `${lab.origin}/pretext-widget.js`);
    assert.ok(results.self_supervised.full.accuracy > 0.1);
    assert.equal(answer, "");
  } finally {
    await browser.close();
  }
});

test("a widget's trait that is emptied is taken back", async () => {
  const browser = await engines.chromium();
  try {
    const page = await browser.newPage();
    await page.goto(`${course.origin}/`);
    await page.evaluate(async (address) => {
      const { default: widget } = await import(address);
      const values = new Map(Object.entries({ preset: "quick", hide: "story", lock: "seed", lang: "ko" }));
      /** @type {Map<string, () => void>} */
      const listeners = new Map();
      const host = document.body.appendChild(document.createElement("div"));
      host.id = "widget";
      const model = {
        get: (/** @type {string} */ name) => values.get(name),
        set: () => {},
        save_changes: () => {},
        on: (/** @type {string} */ event, /** @type {() => void} */ listener) => listeners.set(event, listener),
        off: () => {},
      };
      widget.render({ model, el: host });
      host.scrollIntoView();
      Object.assign(globalThis, {
        setTrait(/** @type {string} */ name, /** @type {string} */ value) {
          values.set(name, value);
          listeners.get(`change:${name}`)?.();
        },
      });
    }, `${lab.origin}/pretext-widget.js`);
    const setTrait = (/** @type {string} */ name, /** @type {string} */ value) =>
      page.evaluate(([key, to]) => /** @type {any} */ (globalThis).setTrait(key, to), [name, value]);
    const frame = new Thing(await page.frame("#widget iframe"));
    /** Looks again where the frame has just been loaded anew. @param {() => Promise<void>} look @returns {Promise<void>} */
    const soon = (look) =>
      look().catch((error) => (/destroyed|navigat/i.test(error.message) ? soon(look) : Promise.reject(error)));
    await frame.button("시작").seen();
    await setTrait("hide", "controls");
    await soon(() => frame.css("[data-view=controls]").gone());
    await setTrait("lang", "");
    await setTrait("hide", "");
    await soon(() => frame.button("Start").seen());
    await setTrait("lock", "");
    await soon(() => frame.css("#seed:not([disabled])").seen());
    assert.deepEqual(
      await page.evaluate(() =>
        [...(document.querySelector("#widget pretext-lab")?.attributes ?? [])].map(({ name }) => name).sort(),
      ),
      ["preset", "style"],
    );
  } finally {
    await browser.close();
  }
});
