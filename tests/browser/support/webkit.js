import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { By, Capabilities, WebDriver } from "selenium-webdriver";
import { HttpClient } from "selenium-webdriver/http/index.js";
import { Executor } from "selenium-webdriver/lib/http.js";

/** @import {Browser, Frame} from "./page.js" */

/**
 * WebKitGTK's own small browser, on a screen in memory.
 * @returns {Promise<Browser>}
 */
export async function launchWebKit() {
  const port = await freePort();
  // As root, WebKit's sandbox can't be set up.
  const root = process.getuid?.() === 0 ? { WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1" } : {};
  const child = spawn("xvfb-run", ["-a", "WebKitWebDriver", `--port=${port}`], {
    env: { ...process.env, ...root },
    stdio: "ignore",
    detached: true,
  });
  const url = `http://127.0.0.1:${port}`;
  await ready(`${url}/status`);
  /** @type {WebDriver[]} */
  const sessions = [];
  return {
    async newPage() {
      const driver = await newSession(url);
      sessions.push(driver);
      return {
        engine: "webkit",
        messages: [],
        ...frameOf(driver, []),
        goto: (address) => driver.get(address),
        reload: () => driver.navigate().refresh(),
        async close() {
          sessions.splice(sessions.indexOf(driver), 1);
          await driver.quit();
        },
      };
    },
    async close() {
      await Promise.all(sessions.map((driver) => driver.quit().catch(() => {})));
      if (child.pid) process.kill(-child.pid);
      await once(child, "exit");
    },
  };
}

/** @param {string} url */
async function newSession(url) {
  const capabilities = new Capabilities({
    browserName: "MiniBrowser",
    "webkitgtk:browserOptions": { binary: miniBrowser(), args: ["--automation"] },
  });
  const driver = WebDriver.createSession(new Executor(new HttpClient(url)), capabilities);
  await driver.manage().setTimeouts({ script: 300_000 });
  return driver;
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
 * WebDriver knows one current document: each call first goes to its own.
 * @param {WebDriver} driver
 * @param {string[]} path  selectors of the iframes that lead there
 * @returns {Frame}
 */
function frameOf(driver, path) {
  const enter = async () => {
    await driver.switchTo().defaultContent();
    for (const selector of path) await driver.switchTo().frame(await driver.findElement(By.css(selector)));
  };
  /** @type {Frame} */
  const frame = {
    async click(selector) {
      await enter();
      await driver.findElement(By.css(selector)).click();
    },
    // Without a window manager WebKit gives no focus to frames of other origins, so no keys either.
    type: (selector, text) =>
      frame.evaluate(
        (field, value) => {
          const element = /** @type {HTMLInputElement} */ (document.querySelector(field));
          element.value = value;
          element.dispatchEvent(new Event("input", { bubbles: true }));
        },
        selector,
        text,
      ),
    async evaluate(body, ...args) {
      await enter();
      const script = `
        const done = arguments[arguments.length - 1];
        Promise.resolve()
          .then(() => (${body})(...[...arguments].slice(0, -1)))
          .then((value) => done({ value }), (error) => done({ error: String(error) }));`;
      const { value, error } = /** @type {any} */ (await driver.executeAsyncScript(script, ...args));
      if (error) throw new Error(error);
      return value;
    },
    async frame(selector) {
      return frameOf(driver, [...path, selector]);
    },
  };
  return frame;
}

/** @returns {Promise<number>} */
async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  server.close();
  return port;
}

/** @param {string} url */
async function ready(url) {
  for (let tries = 0; tries < 150; tries += 1) {
    if (
      await fetch(url).then(
        (response) => response.ok,
        () => false,
      )
    )
      return;
    await sleep(200);
  }
  throw new Error("WebKitWebDriver did not start: are webkit2gtk-driver and xvfb installed?");
}
