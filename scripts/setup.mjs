// Installs what is missing and nothing else. `node scripts/setup.mjs [GROUP...]`; all by default.
// When everything is there it only looks at a few files, so that every command can start with it.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { Failure, ROOT, isMain, main, run, say, which } from "./command.mjs";
import { withLock } from "./lock.mjs";
import { EMSCRIPTEN_VERSION, installToolchain, ownEmscriptenRoot } from "./toolchain.mjs";

/** @typedef {"wasm" | "native" | "browser" | "browsers" | "shards" | "peers"} Group */

/**
 * Debian packages, each with a program or file that shows that it is there.
 * @typedef {Record<string, string>} Packages
 */

/** @type {Packages} */
const BUILD = { cmake: "cmake", "ninja-build": "ninja" };

/** @type {Record<Group, Packages>} */
const GROUPS = {
  wasm: {
    python3: "python3",
    "clang-19": "/usr/lib/llvm-19/bin/clang",
    "lld-19": "/usr/lib/llvm-19/bin/wasm-ld",
    "llvm-19": "/usr/lib/llvm-19/bin/llvm-objcopy",
  },
  native: {
    "clang-19": "clang++-19",
    "lld-19": "ld.lld-19",
    "libclang-rt-19-dev": "/usr/lib/llvm-19/lib/clang/19/lib/linux",
    "clang-format-19": "clang-format-19",
    "clang-tidy-19": "run-clang-tidy-19",
  },
  browser: { chromium: "chromium" },
  browsers: {
    chromium: "chromium",
    "firefox-esr": "firefox-esr",
    "webkit2gtk-driver": "WebKitWebDriver",
    xvfb: "Xvfb", // WebKit's driver needs a screen
  },
  shards: { parallel: "parallel" }, // a sweep's shards are tested as its users run them
  peers: {
    "python3-sklearn": "/usr/lib/python3/dist-packages/sklearn",
    "libopenblas0-pthread": "/usr/share/doc/libopenblas0-pthread", // without it numpy's own products are slow
  }, // that the benchmark is measured against
};

/**
 * Makes sure that the groups' programs, the private toolchain and the npm packages are there.
 * @param {...Group} groups
 */
export async function setup(...groups) {
  checkNode();
  const compiles = groups.includes("wasm") || groups.includes("native");
  // An Emscripten of the reader's own brings its clang along.
  const privateEmscripten = groups.includes("wasm") && !ownEmscriptenRoot();
  if (privateEmscripten && !onDebian()) {
    throw new Failure(
      `Emscripten ${EMSCRIPTEN_VERSION} or newer is needed: put its emcc on PATH or set EMSDK (on Debian, a private one ` +
        "is made).",
    );
  }
  const needed = groups.filter((group) => group !== "wasm" || privateEmscripten).map((group) => GROUPS[group]);
  await installPackages(Object.assign({}, compiles ? BUILD : {}, ...needed));
  // Elsewhere CMake fetches the header-only libraries itself.
  if (compiles && onDebian()) await installToolchain({ emscripten: privateEmscripten });
  await installNodeModules();
}

/**
 * Installs those of some Debian packages that are missing.
 * @param {Packages} wanted
 */
async function installPackages(wanted) {
  const missing = Object.keys(wanted).filter((name) => !isThere(wanted[name]));
  if (missing.length === 0) return;
  const command = `apt-get install -y --no-install-recommends ${missing.join(" ")}`;
  if (!onDebian())
    throw new Failure(`Not found: ${missing.map((name) => wanted[name]).join(", ")}. Please install them.`);
  if (process.getuid?.() !== 0) {
    throw new Failure(`Packages are missing, which root must install: run \`sudo apt-get update && sudo ${command}\`.`);
  }
  say(`Installing Debian packages: ${missing.join(" ")}`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  await run("apt-get", ["update"], { env });
  await run("apt-get", ["-o", "DPkg::Lock::Timeout=600", ...command.split(" ").slice(1)], { env });
}

/** @param {string} probe a program's name, or a path */
function isThere(probe) {
  return probe.includes("/") ? existsSync(probe) : which(probe) !== undefined;
}

/** `npm ci` when an npm package of the lock file is missing or has another version. */
async function installNodeModules() {
  if (nodeModulesMatch()) return;
  say("Installing npm packages (npm ci)");
  await run("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=warn"]);
}

/** npm leaves a list of what it has installed in node_modules: it must hold all that the lock file wants. */
function nodeModulesMatch() {
  const installedFile = join(ROOT, "node_modules", ".package-lock.json");
  if (!existsSync(installedFile)) return false;
  const wanted = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8")).packages;
  const installed = JSON.parse(readFileSync(installedFile, "utf8")).packages;
  // Optional packages are those of other systems: present or not, as npm decides.
  return Object.keys(wanted).every(
    (path) => path === "" || wanted[path].optional || installed[path]?.version === wanted[path].version,
  );
}

function checkNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new Failure(`Node 20.19 or newer is needed, this is ${process.versions.node}: see nodejs.org.`);
  }
}

function onDebian() {
  if (!existsSync("/etc/os-release") || !which("apt-get")) return false;
  return /^ID=debian$/m.test(readFileSync("/etc/os-release", "utf8"));
}

if (isMain(import.meta.url)) {
  await main(async () => {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { help: { type: "boolean", short: "h" } },
    });
    if (values.help)
      return console.log(`Usage: node scripts/setup.mjs [${Object.keys(GROUPS).join("] [")}]\n\nAll by default.`);
    const unknown = positionals.find((name) => !Object.hasOwn(GROUPS, name));
    if (unknown) throw new Failure(`Unknown group ${unknown}: known are ${Object.keys(GROUPS).join(", ")}.`);
    const groups = /** @type {Group[]} */ (positionals.length > 0 ? positionals : Object.keys(GROUPS));
    await withLock(() => setup(...groups));
    say("Everything is set up.");
  });
}
