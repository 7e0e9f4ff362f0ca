// The browser's database, where there is one: frames without an origin of their own and some private windows have none.

import { clear, createStore, del, entries, get, set } from "idb-keyval";

/**
 * @typedef {object} Storage
 * @property {"indexeddb" | "none"} kind  none: nothing is kept, and nothing fails
 * @property {(key: string) => Promise<any>} get
 * @property {(key: string, value: unknown) => Promise<boolean>} set  false when it could not be kept
 * @property {(key: string) => Promise<void>} remove
 * @property {() => Promise<[string, any][]>} entries
 * @property {() => Promise<void>} clear
 */

/** @type {Storage} */
const none = {
  kind: "none",
  get: async () => undefined,
  set: async () => false,
  remove: async () => {},
  entries: async () => [],
  clear: async () => {},
};

/**
 * @param {string} name
 * @returns {Promise<Storage>}
 */
export async function openStorage(name) {
  try {
    const store = createStore(`pretext-${name}`, name);
    await get("", store);
    return {
      kind: "indexeddb",
      get: (key) => get(key, store),
      set: (key, value) =>
        set(key, value, store).then(
          () => true,
          () => false, // such as a full disk
        ),
      remove: (key) => del(key, store),
      entries: () => entries(store),
      clear: () => clear(store),
    };
  } catch {
    return none;
  }
}
