// `npm run test:soak`: hundreds of runs in one page, whose memory must not grow.

import { build } from "./build.mjs";
import { mainWithoutOptions, run } from "./command.mjs";
import { setup } from "./setup.mjs";

await mainWithoutOptions("Usage: npm run test:soak\n\nHundreds of runs in one page.", async () => {
  await setup("browser");
  await build("data", "wasm");
  await run(process.execPath, ["--test", "--test-reporter=spec", "tests/browser/soak/soak.js"]);
});
