import loadModule from "#core";

/**
 * The core in an already compiled module.
 * @param {WebAssembly.Module} wasm
 */
export function loadCore(wasm) {
  return loadModule({
    instantiateWasm(
      /** @type {WebAssembly.Imports} */ imports,
      /** @type {(instance: WebAssembly.Instance) => void} */ done,
    ) {
      WebAssembly.instantiate(wasm, imports).then(done);
      return {};
    },
  });
}
