// What a person does with a page: looks for things by what they are called, and uses mouse, keys and eyes.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { among, matching } from "./finder.js";
import { PATIENCE } from "./page.js";

/** @import {Frame, Page} from "./page.js" */
/** @import {Turn} from "./finder.js" */

/** @typedef {{name: string, bytes: Uint8Array}} NamedFile */

/** Where files lie while a page may be reading them. @type {string | undefined} */
let desk;

/** @param {NamedFile[]} files @returns {string[]} their paths */
function layOut(files) {
  if (!desk) {
    const made = (desk = mkdtempSync(join(tmpdir(), "pretext-files-")));
    process.once("exit", () => rmSync(made, { recursive: true }));
  }
  const folder = mkdtempSync(join(desk, "given-"));
  return files.map(({ name, bytes }) => {
    writeFileSync(join(folder, name), bytes);
    return join(folder, name);
  });
}

/**
 * Something on a page, looked for anew at each use. Names and texts are whole if they are strings; a pattern may match a
 * part. What is acted on has to be there once, in sight of whoever scrolls; each act waits for that.
 */
export class Thing {
  #page;
  #turns;

  /** @param {Frame} page @param {Turn[]} [turns] */
  constructor(page, turns = []) {
    this.#page = page;
    this.#turns = turns;
  }

  /** @param {Turn} turn */
  #then(turn) {
    return new Thing(this.#page, [...this.#turns, turn]);
  }

  /** @param {string} role @param {string | RegExp} [name] */
  role(role, name) {
    return this.#then({ by: "role", what: role, name: name === undefined ? name : matching(name) });
  }
  /** @param {string | RegExp} name */
  button(name) {
    return this.role("button", name);
  }
  /** @param {string | RegExp} caption */
  figure(caption) {
    return this.role("figure", caption);
  }
  /** @param {string | RegExp} text */
  text(text) {
    return this.#then({ by: "text", what: matching(text) });
  }
  /** @param {string | RegExp} text */
  label(text) {
    return this.#then({ by: "label", what: matching(text) });
  }
  /** Whether shown or not. @param {string} selector */
  css(selector) {
    return this.#then({ by: "css", what: selector });
  }
  /** One of several, from the end if negative. @param {number} place */
  nth(place) {
    return this.#then({ by: "nth", what: place });
  }
  get first() {
    return this.nth(0);
  }

  /**
   * What a function in the document makes of all that is found.
   * @template {any[]} A
   * @template R
   * @param {(elements: any[], ...args: A) => R} body
   * @param {A} args
   */
  all(body, ...args) {
    return among(this.#page, this.#turns, body, ...args);
  }

  /** How many there are now. */
  count() {
    return this.all((elements) => elements.length);
  }

  /** What is read on each. @returns {Promise<string[]>} */
  texts() {
    return this.all((elements) => elements.map((element) => element.innerText ?? element.textContent));
  }

  /**
   * What a function in the document makes of it, as soon as it is there, and there once.
   * @template {any[]} A
   * @template R
   * @param {(element: any, ...args: A) => R} body
   * @param {A} args
   * @returns {Promise<Awaited<R>>}
   */
  async one(body, ...args) {
    await this.seen();
    // Between two looks it may be gone; then it is waited for again.
    const run = /** @type {(elements: any[], ...args: A) => [Awaited<R>] | null} */ (
      new Function(
        "elements",
        "...args",
        `return elements[0] ? Promise.resolve((${body})(elements[0], ...args)).then((v) => [v]) : null`,
      )
    );
    const result = await this.all(run, ...args);
    return result ? result[0] : this.one(body, ...args);
  }

  /** @param {(counts: {all: number, shown: number}) => boolean} enough @param {string} wanted */
  async #until(enough, wanted) {
    const end = Date.now() + PATIENCE;
    // A look takes the page's own thread, which whoever waits long leaves to the page.
    for (let pause = 50; ; pause = Math.min(pause + 10, 200)) {
      const counts = await this.all((elements) => ({
        all: elements.length,
        shown: elements.filter((one) => one.checkVisibility({ visibilityProperty: true })).length,
      }));
      if (enough(counts)) return;
      if (Date.now() > end)
        throw new Error(`${wanted}, but there were ${counts.shown}: ${JSON.stringify(this.#turns)}`);
      await sleep(pause);
    }
  }

  /** Waits until it is there to be seen, and only once. */
  seen() {
    return this.#until(({ all, shown }) => all === 1 && shown === 1, "expected one");
  }
  /** Waits until it is there, shown or not. */
  there() {
    return this.#until(({ all }) => all > 0, "expected some");
  }
  /** Waits until none is to be seen. */
  gone() {
    return this.#until(({ shown }) => shown === 0, "expected none");
  }

  /** Goes there, as by scrolling. */
  async bring() {
    await this.one((element) => element.scrollIntoView({ block: "center", behavior: "instant" }));
  }

  /** What is read on it. @returns {Promise<string>} */
  read() {
    return this.one((element) => element.innerText ?? element.textContent);
  }
  /** What is in a field. @returns {Promise<string>} */
  value() {
    return this.one((element) => element.value);
  }
  /** @param {string} name @returns {Promise<string | null>} */
  attribute(name) {
    return this.one((element, which) => element.getAttribute(which), name);
  }
  /** What a canvas shows: its pixels, and how many of them are not empty. @returns {Promise<{pixels: string, ink: number}>} */
  picture() {
    return this.one((canvas) => {
      const copy = document.createElement("canvas");
      [copy.width, copy.height] = [canvas.width, canvas.height];
      const context = /** @type {CanvasRenderingContext2D} */ (copy.getContext("2d", { willReadFrequently: true }));
      context.drawImage(canvas, 0, 0);
      const { data } = context.getImageData(0, 0, copy.width, copy.height);
      return { pixels: copy.toDataURL(), ink: data.filter((value, i) => i % 4 === 3 && value > 0).length };
    });
  }

  /** The numbers of a figure, as rows of texts, below their heads. @returns {Promise<string[][]>} */
  async numbers() {
    await this.open();
    await this.css("table th").first.seen();
    return this.css("table tr").all((rows) => rows.map((row) => [...row.cells].map((cell) => cell.innerText)));
  }

  /** Opens a figure's menu, with its numbers and what saves its picture, if it is closed. */
  async open() {
    const closed = this.css("details:not([open]).figure-tools > summary");
    if ((await closed.count()) > 0) await closed.press();
  }

  /** Marks it for the driver, which knows selectors only. @param {(selector: string) => Promise<void>} act */
  async #marked(act) {
    await this.there();
    const marked = await this.all((elements) => {
      for (const old of document.querySelectorAll("[data-marked]")) old.removeAttribute("data-marked");
      elements[0]?.setAttribute("data-marked", "");
      return elements.length > 0;
    });
    // Between two looks it may be gone; then it is waited for again.
    await (marked ? act("[data-marked]") : this.#marked(act));
  }

  /** Clicks on it, once it can be used. */
  async press() {
    const end = Date.now() + PATIENCE;
    while ((await this.attribute("aria-disabled")) === "true" && Date.now() < end) await sleep(50);
    await this.bring();
    await this.#marked((selector) => this.#page.click(selector));
  }
  /** Puts a text in place of what is in a field. @param {string} text */
  async type(text) {
    await this.bring();
    await this.#marked((selector) => this.#page.type(selector, text));
  }
  /** @param {string} option  of a select */
  async choose(option) {
    await this.bring();
    await this.#marked((selector) => this.#page.choose(selector, option));
  }
  async focus() {
    await this.one((element) => element.focus());
  }
  /** Leaves it, as the Tab key does. */
  async leave() {
    await this.one((element) => element.blur());
  }
  /** Presses keys on it. @param {...string} names */
  async keys(...names) {
    await this.focus();
    await this.#whole.keys(...names);
  }

  get #whole() {
    return /** @type {Page} */ (this.#page);
  }

  /**
   * Where in the window parts of it are, given as shares of its width and height.
   * @param {[x: number, y: number][]} shares
   */
  async #places(shares) {
    await this.bring();
    const { left, top, width, height } = await this.one((element) => {
      const box = element.getBoundingClientRect();
      return { left: box.left, top: box.top, width: box.width, height: box.height };
    });
    return shares.map(([x, y]) => ({ x: Math.round(left + x * width), y: Math.round(top + y * height) }));
  }
  /** Moves the mouse over it. @param {[x: number, y: number]} [share] */
  async hover(share = [0.5, 0.5]) {
    const [at] = await this.#places([share]);
    await this.#whole.point(at);
  }
  /** Holds the mouse's button down along a way, or at one point, given in shares of width and height. @param {...[x: number, y: number]} way */
  async drag(...way) {
    await this.#whole.drag(await this.#places(way));
  }

  /** Chooses files in a field for files, shown or not. @param {...NamedFile} files */
  async give(...files) {
    await this.#marked((selector) => this.#page.give(selector, layOut(files)));
  }

  /** Drops files on it that were dragged over from a folder: of this no driver is capable. @param {...NamedFile} files */
  async drop(...files) {
    const encoded = files.map(({ name, bytes }) => ({ name, base64: Buffer.from(bytes).toString("base64") }));
    await this.one((element, all) => {
      const dataTransfer = new DataTransfer();
      for (const { name, base64 } of all)
        dataTransfer.items.add(new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], name));
      element.dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer }));
    }, encoded);
  }

  /** The file that comes of pressing it. */
  download() {
    return this.#whole.download(() => this.press());
  }
}
