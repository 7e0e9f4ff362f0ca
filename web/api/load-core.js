import loadModule from "#core";

/** @typedef {import("#core").MainModule & {memory: () => number}} Loaded  memory: bytes that the module has */

/**
 * The core in an already compiled module, or in the bytes of one: some frames can't hand modules to workers.
 * @param {WebAssembly.Module | BufferSource} wasm
 * @returns {Promise<Loaded>}
 */
export async function loadCore(wasm) {
  /** @type {WebAssembly.Memory | undefined} */
  let memory;
  const module = await loadModule({
    instantiateWasm(
      /** @type {WebAssembly.Imports} */ imports,
      /** @type {(instance: WebAssembly.Instance) => void} */ done,
    ) {
      WebAssembly.instantiate(/** @type {BufferSource} */ (wasm), imports).then((made) => {
        const instance = made instanceof WebAssembly.Instance ? made : made.instance;
        memory = Object.values(instance.exports).find((one) => one instanceof WebAssembly.Memory);
        done(instance);
      });
      return {};
    },
  });
  return Object.assign(module, { memory: () => memory?.buffer.byteLength ?? 0 });
}
