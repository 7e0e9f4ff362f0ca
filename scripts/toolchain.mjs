// The private toolchain under .toolchain/: Emscripten and the header-only libraries, newer than Debian 12's own, taken
// from Debian 13. The packages are fetched and verified by the machine's apt with its own keys, but through
// a private sources list and state, and only unpacked here: the system's packages stay as they are.

import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync } from "node:fs";
import { rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Failure, ROOT, outputOf, run, say, which } from "./command.mjs";

/** The oldest Emscripten that the build is known to work with. */
export const EMSCRIPTEN_VERSION = "3.1.69";

const TOOLCHAIN = join(ROOT, ".toolchain");
const DEBIAN = join(TOOLCHAIN, "debian");
const STAMP = join(TOOLCHAIN, "stamp.json");
const KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg";

/** Header-only libraries (xtl is needed by xsimd's CMake package). */
const HEADERS = [
  "libxsimd-dev/trixie",
  "xtl-dev/trixie",
  "doctest-dev/trixie",
  "rapidjson-dev/trixie",
  "nlohmann-json3-dev/trixie",
];

/** Binaryen needs a newer C library than Debian 12 has: it runs through the loader of its own release. */
const EMSCRIPTEN = ["emscripten/trixie", "binaryen/trixie", "libc6/trixie", "libstdc++6/trixie", "libgcc-s1/trixie"];

/** Variants that nothing here links (threads, LTO, dynamic linking): 1.3 GB. Emscripten can rebuild them. */
const LEFT_OUT = [
  "./usr/share/doc",
  "./usr/share/man",
  "./usr/share/emscripten/docs",
  "./usr/share/emscripten/test",
  "./usr/share/emscripten/cache/sysroot/lib/wasm32-emscripten/lto*",
  "./usr/share/emscripten/cache/sysroot/lib/wasm32-emscripten/pic",
  "./usr/share/emscripten/cache/sysroot/lib/wasm32-emscripten/*-mt*",
  "./usr/share/emscripten/cache/sysroot/lib/wasm32-emscripten/*-ww*",
  "./usr/share/emscripten/cache/sysroot/lib/wasm32-emscripten/*asan*",
  "./usr/lib/*/gconv",
];

/**
 * The root folder of the Emscripten to use, once it is set up.
 * @returns {string | undefined}
 */
export function emscriptenRoot() {
  return ownEmscriptenRoot() ?? stamp().emscripten;
}

/**
 * The root folder of a new enough Emscripten of the reader's own, from $EMSDK or PATH, if there is one.
 * @returns {string | undefined}
 */
export function ownEmscriptenRoot() {
  const candidates = [];
  if (process.env.EMSDK) candidates.push(join(process.env.EMSDK, "upstream", "emscripten"));
  if (which("emcc")) candidates.push(outputOf("em-config", ["EMSCRIPTEN_ROOT"])?.trim() ?? "");
  return candidates.find((root) => atLeast(emscriptenVersion(root), EMSCRIPTEN_VERSION));
}

/** @param {string} root */
function emscriptenVersion(root) {
  const file = join(root, "emscripten-version.txt");
  return existsSync(file) ? readFileSync(file, "utf8").replace(/[^0-9.]/g, "") : "0";
}

/**
 * Unpacks what is missing of the header-only libraries and, when asked for, of Emscripten.
 * @param {{emscripten: boolean}} wanted
 */
export async function installToolchain({ emscripten }) {
  const { packages, ...rest } = stamp();
  const missing = [...HEADERS, ...(emscripten ? EMSCRIPTEN : [])].filter((name) => !packages.includes(name));
  if (missing.length === 0) return;
  say(`Unpacking a private toolchain into .toolchain/: ${missing.join(" ")}`);
  mkdirSync(DEBIAN, { recursive: true });
  const work = mkdtempSync(join(TOOLCHAIN, "work-"));
  try {
    for (const deb of await download(missing, work)) await unpack(deb);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  relocateDoctest();
  const root = missing.includes(EMSCRIPTEN[0]) ? { emscripten: configureEmscripten() } : {};
  writeFileSync(STAMP, JSON.stringify({ ...rest, ...root, root: ROOT, packages: [...packages, ...missing] }));
}

/**
 * Downloads packages with apt through a private sources list and state directory.
 * @param {string[]} packages each "name/release"
 * @param {string} work an empty folder
 * @returns {Promise<string[]>} the .deb files
 */
async function download(packages, work) {
  for (const folder of ["lists/partial", "cache/archives/partial", "debs"]) {
    mkdirSync(join(work, folder), { recursive: true });
  }
  const releases = [...new Set(packages.map((name) => name.split("/")[1]))];
  const mirror = await debianMirror();
  const sources = releases.map((release) => `deb [signed-by=${KEYRING}] ${mirror} ${release} main\n`);
  writeFileSync(join(work, "sources.list"), sources.join(""));
  writeFileSync(join(work, "status"), "");
  const options = {
    "Dir::Etc::SourceList": join(work, "sources.list"),
    "Dir::Etc::SourceParts": "/dev/null",
    "Dir::State": work,
    "Dir::State::Status": join(work, "status"),
    "Dir::Cache": join(work, "cache"),
    "APT::Sandbox::User": "", // apt's own user may not write into this folder
    "Acquire::Languages": "none",
  };
  const args = Object.entries(options).flatMap(([name, value]) => ["-o", `${name}=${value}`]);
  await run("apt-get", [...args, "update"]);
  await run("apt-get", [...args, "download", ...packages], { cwd: join(work, "debs") });
  return readdirSync(join(work, "debs")).map((name) => join(work, "debs", name));
}

/** The Debian mirror of this machine's own apt configuration, which apt tells once it has fetched its package lists. */
async function debianMirror() {
  const args = ["indextargets", "--format", "$(ORIGIN) $(LABEL) $(REPO_URI)", "Created-By: Packages"];
  const find = () => /^Debian Debian (.+)$/m.exec(outputOf("apt-get", args) ?? "")?.[1];
  const mirror = find();
  if (mirror) return mirror;
  if (process.getuid?.() !== 0) throw new Failure("apt has no package lists yet: run `sudo apt-get update`.");
  await run("apt-get", ["update"]);
  const found = find();
  if (!found) throw new Failure("apt knows no Debian mirror: add one to /etc/apt/sources.list.");
  return found;
}

/** @param {string} deb */
async function unpack(deb) {
  const exclude = LEFT_OUT.map((pattern) => `--exclude=${pattern}`);
  const script = 'dpkg-deb --fsys-tarfile "$1" | tar -x -C "$2" --no-same-owner "${@:3}"';
  await run("bash", ["-o", "pipefail", "-c", script, "unpack", deb, DEBIAN, ...exclude]);
}

/** Debian's CMake package of doctest, unlike the others', names /usr instead of looking where it is. */
function relocateDoctest() {
  const file = join(DEBIAN, "usr/lib/cmake/doctest/doctestTargets.cmake");
  const text = readFileSync(file, "utf8");
  writeFileSync(file, text.replace('set(_IMPORT_PREFIX "/usr")', `set(_IMPORT_PREFIX "${DEBIAN}/usr")`));
}

/**
 * Points Emscripten at clang 19 and at the unpacked Binaryen.
 * @returns {string} Emscripten's root folder
 */
function configureEmscripten() {
  // Emscripten's own scripts are CommonJS; the project's package.json above them would make them ES modules.
  writeFileSync(join(TOOLCHAIN, "package.json"), '{ "type": "commonjs" }\n');
  const binaryen = join(TOOLCHAIN, "binaryen");
  const loader = loaderBelow(join(DEBIAN, "usr/lib"));
  mkdirSync(join(binaryen, "bin"), { recursive: true });
  for (const name of readdirSync(join(DEBIAN, "usr/bin")).filter((name) => name.startsWith("wasm"))) {
    const wrapper = join(binaryen, "bin", name);
    const command = `exec '${loader}' --library-path '${dirname(loader)}' '${join(DEBIAN, "usr/bin", name)}'`;
    writeFileSync(wrapper, `#!/bin/sh\n${command} "$@"\n`);
    chmodSync(wrapper, 0o755);
  }
  const emscripten = join(DEBIAN, "usr/share/emscripten");
  const config = {
    LLVM_ROOT: "/usr/lib/llvm-19/bin",
    BINARYEN_ROOT: binaryen,
    NODE_JS: process.execPath,
    CACHE: join(emscripten, "cache"),
  };
  const lines = Object.entries(config).map(([name, value]) => `${name} = ${JSON.stringify(value)}\n`);
  writeFileSync(join(emscripten, ".emscripten"), lines.join(""));
  // Emscripten's optimiser imports acorn, an npm package of this project.
  rmSync(join(emscripten, "node_modules"), { force: true });
  symlinkSync(join(ROOT, "node_modules"), join(emscripten, "node_modules"));
  return emscripten;
}

/**
 * The program loader of an unpacked libc6; its folder and name differ from one architecture to the next.
 * @param {string} library the folder usr/lib
 */
function loaderBelow(library) {
  for (const folder of readdirSync(library, { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
    const name = readdirSync(join(library, folder.name)).find((entry) => entry.startsWith("ld-linux-"));
    if (name) return join(library, folder.name, name);
  }
  throw new Failure(`No program loader below ${library}: remove .toolchain/ and try again.`);
}

/** @returns {{packages: string[], emscripten?: string}} what .toolchain/ holds; nothing if the project was moved */
function stamp() {
  const found = existsSync(STAMP) ? JSON.parse(readFileSync(STAMP, "utf8")) : {};
  return found.root === ROOT ? found : { packages: [] };
}

/**
 * @param {string} version
 * @param {string} wanted
 */
function atLeast(version, wanted) {
  const [a, b] = [version, wanted].map((text) => text.split(".").map(Number));
  for (let i = 0; i < 3; ++i) if (a[i] !== b[i]) return a[i] > b[i];
  return true;
}
