// Runs the benchmark in a worker, where training runs too.

/** @type {(program: string, images: string, rounds: number) => Promise<string>} */
async function measure(program, images, rounds) {
  const { default: createModule } = await import(program);
  const bytes = new Uint8Array(await (await fetch(images)).arrayBuffer());
  /** @type {string[]} */
  const lines = [];
  await createModule({
    arguments: ["/images", String(rounds)],
    print: (/** @type {string} */ line) => lines.push(line),
    preRun: [(/** @type {any} */ module) => module.FS.writeFile("/images", bytes)],
  });
  return lines.join("\n");
}

globalThis.addEventListener("message", async ({ data: { program, images, rounds } }) => {
  try {
    globalThis.postMessage((await measure(program, images, rounds)) || "error: it printed nothing");
  } catch (error) {
    globalThis.postMessage(`error: ${error}`);
  }
});
