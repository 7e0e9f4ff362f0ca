/// <reference types="vite/client" />

/**
 * Has the browser keep the page, and says so once it can do without the network.
 *
 * @param {import("./store.js").Store} store
 */
export async function prepareOffline(store) {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  try {
    await navigator.serviceWorker.register(new URL("service-worker.js", document.baseURI));
    await navigator.serviceWorker.ready;
    store.set({ offline: true });
  } catch {
    // Refused, as in some private windows: then the page needs its network.
  }
}
