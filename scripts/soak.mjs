// `npm run test:soak`: hundreds of runs in one page, whose memory must not grow.

import { build } from "./build.mjs";
import { main, run } from "./command.mjs";
import { setup } from "./setup.mjs";

await main(async () => {
  await setup("browser");
  await build("data", "wasm");
  await run(process.execPath, ["--test", "--test-reporter=spec", "tests/browser/soak/soak.js"]);
});
