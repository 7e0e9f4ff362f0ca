import loadModule from "#core";

/**
 * The core in an already compiled module, or in the bytes of one: some frames can't hand modules to workers.
 * @param {WebAssembly.Module | BufferSource} wasm
 */
export function loadCore(wasm) {
  return loadModule({
    instantiateWasm(
      /** @type {WebAssembly.Imports} */ imports,
      /** @type {(instance: WebAssembly.Instance) => void} */ done,
    ) {
      WebAssembly.instantiate(/** @type {BufferSource} */ (wasm), imports).then((made) =>
        done(made instanceof WebAssembly.Instance ? made : made.instance),
      );
      return {};
    },
  });
}
