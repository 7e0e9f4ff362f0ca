import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { By, Capabilities, Key, WebDriver } from "selenium-webdriver";
import { HttpClient } from "selenium-webdriver/http/index.js";
import { Executor } from "selenium-webdriver/lib/http.js";
import { handedOut } from "./handed-out.js";
import { someone } from "./page.js";

/** @import {Browser, Frame, Page, Reader} from "./page.js" */

/** How often a browser that does not come is given up for another. */
const TRIES = 3;

/**
 * WebKitGTK's own small browser, on a screen in memory. Each page has a driver, a screen and a browser of its own: now and
 * then WebKit's driver waits for ever for a browser that it has started, and can then only be given up whole.
 * @param {Reader} [reader]
 * @returns {Promise<Browser>}
 */
export async function launchWebKit(reader) {
  const { dark, width, height } = { ...someone, ...reader };
  /** @type {Set<Driver>} */
  const drivers = new Set();
  /** @param {Driver} driver */
  const stop = async (driver) => {
    drivers.delete(driver);
    await driver.stop();
  };
  return {
    async newPage() {
      let cause;
      for (let tries = 0; tries < TRIES; tries += 1) {
        const driver = await startDriver(dark);
        drivers.add(driver);
        try {
          await ready(driver.url);
          const session = await newSession(driver.url);
          const page = pageOf(session);
          await resize(session, page, { width, height });
          return { ...page, close: () => stop(driver) };
        } catch (error) {
          cause = error;
          await stop(driver);
        }
      }
      throw new Error(`WebKitWebDriver gave no browser, ${TRIES} times`, { cause });
    },
    async close() {
      await Promise.all([...drivers].map(stop));
    },
  };
}

/** @typedef {{url: string, stop: () => Promise<void>}} Driver */

/** @param {boolean} dark @returns {Promise<Driver>} */
async function startDriver(dark) {
  const screen = spawn("Xvfb", ["-displayfd", "3", "-nolisten", "tcp"], {
    stdio: ["ignore", "ignore", "ignore", "pipe"],
  });
  const [display] = await once(/** @type {import("node:stream").Readable} */ (screen.stdio[3]), "data");
  const port = await freePort();
  // As root, WebKit's sandbox can't be set up.
  const root = process.getuid?.() === 0 ? { WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1" } : {};
  const driver = spawn("WebKitWebDriver", [`--port=${port}`], {
    env: { ...process.env, ...root, DISPLAY: `:${display}`.trim(), GTK_THEME: dark ? "Adwaita:dark" : "Adwaita" },
    stdio: "ignore",
    detached: true,
  });
  return {
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      await ended(driver, (pid) => process.kill(-pid)); // and its browser
      await ended(screen, (pid) => process.kill(pid));
    },
  };
}

/** @param {import("node:child_process").ChildProcess} child @param {(pid: number) => void} kill */
async function ended(child, kill) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, "exit");
  kill(/** @type {number} */ (child.pid));
  await exit;
}

/** @param {string} url @returns {Promise<WebDriver>} */
async function newSession(url) {
  const capabilities = new Capabilities({
    browserName: "MiniBrowser",
    timeouts: { script: 300_000 },
    "webkitgtk:browserOptions": { binary: miniBrowser(), args: ["--automation"] },
  });
  const session = WebDriver.createSession(new Executor(new HttpClient(url)), capabilities);
  const late = sleep(40_000, "late", { ref: false });
  if ((await Promise.race([session.getSession(), late])) === "late") throw new Error("no browser within 40 s");
  return session;
}

/** The folder's name has the machine's architecture in it. */
function miniBrowser() {
  const folders = readdirSync("/usr/lib").filter((name) => name.endsWith("-linux-gnu"));
  const found = folders.map((name) => join("/usr/lib", name, "webkit2gtk-4.1")).find((path) => hasBrowser(path));
  if (!found) throw new Error("no MiniBrowser of webkit2gtk-4.1: install webkit2gtk-driver");
  return join(found, "MiniBrowser");
}

/** @param {string} folder */
function hasBrowser(folder) {
  try {
    return readdirSync(folder).includes("MiniBrowser");
  } catch {
    return false;
  }
}

/**
 * The window has a frame of its own, whose size nobody tells.
 * @param {WebDriver} driver
 * @param {Frame} page
 * @param {{width: number, height: number}} size
 */
async function resize(driver, page, { width, height }) {
  const window = driver.manage().window();
  await window.setRect({ width, height });
  const [inner, outer] = await page.evaluate(() => [innerWidth, innerHeight]);
  await window.setRect({ width: 2 * width - inner, height: 2 * height - outer });
}

/** @param {WebDriver} driver @returns {Omit<Page, "close">} */
function pageOf(driver) {
  /** @type {string[]} */
  const messages = [];
  const page = frameOf(driver, [], messages);
  return {
    engine: "webkit",
    messages,
    requests: [],
    ...page,
    goto: (address) => driver.get(address),
    reload: () => driver.navigate().refresh(),
    async keys(...names) {
      const actions = driver.actions();
      for (const name of names) {
        const [key, ...held] = name.split("+").reverse().map(keyOf);
        for (const one of held) actions.keyDown(one);
        actions.sendKeys(key);
        for (const one of held) actions.keyUp(one);
      }
      await actions.perform();
    },
    point: (at) =>
      driver
        .actions()
        .move({ ...at, duration: 0 })
        .perform(),
    async drag([from, ...along]) {
      const actions = driver
        .actions()
        .move({ ...from, duration: 0 })
        .press();
      for (const at of along) actions.move({ ...at, duration: 0 });
      await actions.release().perform();
    },
    download: (act) => handedOut(page, act),
  };
}

/** WebDriver's code of a key: "ArrowUp" is its ARROW_UP. @param {string} name */
function keyOf(name) {
  return Key[name.replace(/(?<=[a-z])(?=[A-Z])/g, "_").toUpperCase()] ?? name;
}

/**
 * WebDriver knows one current document: each call first goes to its own.
 * @param {WebDriver} driver
 * @param {string[]} path  selectors of the iframes that lead there
 * @param {string[]} messages
 * @returns {Frame}
 */
function frameOf(driver, path, messages) {
  const enter = async () => {
    await driver.switchTo().defaultContent();
    for (const selector of path) await driver.switchTo().frame(await driver.findElement(By.css(selector)));
  };
  /** @type {Frame} */
  const frame = {
    async click(selector) {
      await enter();
      const element = await driver.findElement(By.css(selector));
      // What has just been drawn above it may have moved it from under the pointer; a person would press again.
      for (let tries = 0; tries < 5; tries += 1) {
        await driver.executeScript((/** @type {HTMLElement} */ pressed) => {
          const page = /** @type {any} */ (globalThis);
          page.missed = true;
          pressed.addEventListener("click", () => (page.missed = false), { once: true, capture: true });
        }, element);
        await element.click();
        if ((await driver.executeScript("return globalThis.missed")) !== true) return;
      }
    },
    async type(selector, text) {
      // Without a window manager WebKit gives no focus to frames of other origins, so no keys either.
      await frame.evaluate(
        (field, value) => {
          const element = /** @type {HTMLInputElement} */ (document.querySelector(field));
          if (value === null) return element.select();
          element.value = value;
          element.dispatchEvent(new Event("input", { bubbles: true }));
        },
        selector,
        path.length > 0 ? text : null,
      );
      if (path.length === 0) await driver.findElement(By.css(selector)).sendKeys(Key.BACK_SPACE, text);
    },
    async choose(selector, label) {
      await enter();
      const list = await driver.findElement(By.css(selector));
      for (const option of await list.findElements(By.css("option"))) {
        if ((await option.getText()) === label) return option.click();
      }
      throw new Error(`${selector} has no ${label}`);
    },
    async give(selector, paths) {
      await enter();
      await driver.findElement(By.css(selector)).sendKeys(paths.join("\n"));
    },
    async evaluate(body, ...args) {
      await enter();
      const script = `
        const said = (globalThis.saidToDriver ??= (${listen})());
        const done = (result) => arguments[arguments.length - 1]({ ...result, said: said.splice(0) });
        Promise.resolve()
          .then(() => (${body})(...[...arguments].slice(0, -1)))
          .then((value) => done({ value }), (error) => done({ error: String(error) }));`;
      const { value, error, said } = /** @type {any} */ (await driver.executeAsyncScript(script, ...args));
      messages.push(...said);
      if (error) throw new Error(error);
      return value;
    },
    async frame(selector) {
      return frameOf(driver, [...path, selector], messages);
    },
  };
  return frame;
}

/** Runs in the document: the driver tells nothing of its console, so this notes what is said from the first look on. */
function listen() {
  /** @type {string[]} */
  const said = [];
  addEventListener("error", ({ message }) => said.push(`error: ${message}`));
  addEventListener("unhandledrejection", ({ reason }) => said.push(`error: ${reason}`));
  for (const type of /** @type {const} */ (["log", "warn", "error"]))
    globalThis.console[type] = (...args) => said.push(`${type}: ${args.join(" ")}`);
  return said;
}

/** @returns {Promise<number>} */
async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  server.close();
  return port;
}

/** Waits until the driver answers. @param {string} url */
async function ready(url) {
  for (let tries = 0; tries < 1200; tries += 1) {
    const answer = await fetch(`${url}/status`).catch(() => undefined);
    if (answer?.ok) return;
    await sleep(50);
  }
  throw new Error("WebKitWebDriver did not start: are webkit2gtk-driver and xvfb installed?");
}
