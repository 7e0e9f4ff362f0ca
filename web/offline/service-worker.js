// Keeps the page at hand for when there is no network. The build writes the list of files, each with its digest, and a
// digest of them all.

/** @type {Record<string, string>} */
const files = {};
/** Those that are kept when they are first asked for. @type {Record<string, string>} */
const later = {};
const build = "";

const worker = /** @type {any} */ (globalThis);
/** Other pages of this origin have caches, too. @type {string} */
const prefix = `pretext ${worker.registration.scope} `;
const current = prefix + build;
const keyOf = (/** @type {string} */ name) =>
  new URL(`${name}?${files[name] ?? later[name]}`, worker.registration.scope).href;

/** What an earlier build has left is not fetched again. @param {Cache} cache @param {string} name */
async function keep(cache, name) {
  const key = keyOf(name);
  const url = new URL(name === "index.html" ? "./" : name, worker.registration.scope);
  const response = (await caches.match(key)) ?? (await fetch(url, { cache: "no-cache" }));
  if (!response.ok) throw new Error(`${name}: status ${response.status}`);
  await cache.put(key, response);
}

async function install() {
  const cache = await caches.open(current);
  for (const name of Object.keys(files)) await keep(cache, name);
  for (const name of Object.keys(later)) {
    const left = await caches.match(keyOf(name));
    if (left) await cache.put(keyOf(name), left);
  }
  await worker.skipWaiting();
}

async function activate() {
  const names = await caches.keys();
  await Promise.all(names.map((name) => name.startsWith(prefix) && name !== current && caches.delete(name)));
  await worker.clients.claim();
}

/** The page itself is the newest that can be had, everything else belongs to a build. @param {Request} request @param {string} name */
async function answer(request, name) {
  const kept = async () => (await caches.open(current)).match(keyOf(name));
  if (name !== "index.html") return (await kept()) ?? fetch(request);
  return fetch(request).catch(async (error) => {
    const page = await kept();
    if (page) return page;
    throw error;
  });
}

/** @param {Request} request @param {string} name */
async function answerLater(request, name) {
  const cache = await caches.open(current);
  const kept = await cache.match(keyOf(name));
  if (kept) return kept;
  const response = await fetch(request);
  // What does not fit is fetched again.
  if (response.ok) await cache.put(keyOf(name), response.clone()).catch(() => {});
  return response;
}

worker.addEventListener("install", (/** @type {any} */ event) => event.waitUntil(install()));
worker.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(activate()));
worker.addEventListener("fetch", (/** @type {any} */ event) => {
  const { scope } = worker.registration;
  const [address] = event.request.url.split(/[?#]/);
  const name = address.startsWith(scope) ? address.slice(scope.length) || "index.html" : "";
  if (event.request.method !== "GET") return;
  if (Object.hasOwn(files, name)) event.respondWith(answer(event.request, name));
  else if (Object.hasOwn(later, name)) event.respondWith(answerLater(event.request, name));
});
