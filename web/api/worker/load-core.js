/** @import {Subject} from "../protocol.js" */

/** Their loaders: each module's imports have names of their own. */
const LOADERS = { images: () => import("#core"), texts: () => import("#texts") };

/** @typedef {import("#core").MainModule & {memory: () => number}} Loaded  memory: bytes that the module has */

/**
 * The core in an already compiled module, or in the bytes of one: some frames can't hand modules to workers.
 * @param {WebAssembly.Module | BufferSource} wasm
 * @param {Subject} subject  of that module
 * @returns {Promise<Loaded>}
 */
export async function loadCore(wasm, subject) {
  const { default: loadModule } = await LOADERS[subject]();
  /** @type {WebAssembly.Memory | undefined} */
  let memory;
  const module = await new Promise((resolve, reject) => {
    /** @param {WebAssembly.Imports} imports */
    const instantiate = async (imports) => {
      const made = await WebAssembly.instantiate(/** @type {BufferSource} */ (wasm), imports);
      const instance = made instanceof WebAssembly.Instance ? made : made.instance;
      memory = Object.values(instance.exports).find((one) => one instanceof WebAssembly.Memory);
      return instance;
    };
    loadModule({
      // Emscripten's loader waits for `done` for ever: a failure has to be told from here.
      instantiateWasm(
        /** @type {WebAssembly.Imports} */ imports,
        /** @type {(instance: WebAssembly.Instance) => void} */ done,
      ) {
        instantiate(imports).then(done, reject);
        return {};
      },
    }).then(resolve, reject);
  });
  return Object.assign(module, { memory: () => memory?.buffer.byteLength ?? 0 });
}
