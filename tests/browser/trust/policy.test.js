// No way in: each page's policy, in its head and in _headers, and no request to anybody else.

import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { ROOT } from "../../../scripts/command.mjs";
import { launchChromium } from "../support/chromium.js";
import { servePage } from "../support/server.js";

const BUILT = join(ROOT, "build/web");
const PAGES = (await readdir(BUILT)).filter((name) => name.endsWith(".html"));

/** @param {string} text */
const directives = (text) => new Map(text.split(/;\s*/).map((one) => [one.split(" ")[0], one.split(" ").slice(1)]));

/** @param {Map<string, string[]>} policy */
function check(policy) {
  assert.deepEqual(policy.get("default-src"), ["'none'"]);
  assert.deepEqual(policy.get("script-src"), ["'self'", "'wasm-unsafe-eval'"]);
  assert.deepEqual(policy.get("connect-src"), ["'self'"]);
  assert.deepEqual(policy.get("base-uri"), ["'none'"]);
  assert.deepEqual(policy.get("form-action"), ["'none'"]);
  const allowed = new Set(["'none'", "'self'", "'wasm-unsafe-eval'", "blob:", "data:"]);
  for (const [name, sources] of policy) {
    if (name === "frame-ancestors") continue;
    for (const source of sources) assert.ok(allowed.has(source), `${name} ${source}`);
  }
}

for (const name of PAGES) {
  test(`${name} says what it needs, before anything is loaded, and has no script of its own`, async () => {
    const page = await readFile(join(BUILT, name), "utf8");
    const [, policy] = /http-equiv="Content-Security-Policy"\s+content="([^"]+)"/.exec(page) ?? [];
    check(directives(policy));
    assert.ok(page.indexOf("Content-Security-Policy") < page.search(/<script|<link/));
    assert.doesNotMatch(page, /<script(?![^>]*\ssrc=)|\son\w+=|style="/);
  });
}

test("_headers says the same", async () => {
  const headers = await readFile(join(BUILT, "_headers"), "utf8");
  check(directives(/Content-Security-Policy: (.+)/.exec(headers)?.[1] ?? ""));
});

for (const name of PAGES.filter((page) => ["index.html", "embed.html"].includes(page))) {
  test(`${name} asks nobody else for anything, from load to the first step`, async () => {
    const server = await servePage();
    const browser = await launchChromium();
    try {
      const context = await browser.driver.newContext();
      /** @type {string[]} */
      const elsewhere = [];
      context.on("request", (request) => {
        const { protocol, origin } = new URL(request.url());
        if (origin !== server.origin && !["data:", "blob:"].includes(protocol)) elsewhere.push(request.url());
      });
      const page = await context.newPage();
      await page.goto(`${server.origin}/${name}#preset=quick`);
      await page.getByRole("button", { name: "Start", exact: true }).click();
      await page.getByRole("button", { name: "Pause", exact: true }).waitFor();
      assert.deepEqual(elsewhere, []);
    } finally {
      await browser.close();
      await server.close();
    }
  });
}

test("the sources put no data into HTML", async () => {
  const files = (await readdir(join(ROOT, "web"), { recursive: true })).filter((file) => /\.m?js$/.test(file));
  for (const file of files) {
    const source = await readFile(join(ROOT, "web", file), "utf8");
    assert.doesNotMatch(source, /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function/, file);
  }
});
