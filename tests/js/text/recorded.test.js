// What is recorded for the screen of texts is what a run says.

import assert from "node:assert/strict";
import { test } from "node:test";
import { said } from "../../../scripts/record-texts.mjs";
import { presets } from "../../../web/api/spec.js";
import recorded from "../../../web/recorded/texts.json" with { type: "json" };

for (const task of /** @type {const} */ (["next_token", "masked_tokens", "next_sentence"])) {
  test(`what is recorded of ${task} is said again after the same steps`, async () => {
    const { said: all, losses } = recorded[task];
    const [first, second] = all;
    assert.deepEqual(await said({ ...presets.definitions, task }, [first.step, second.step], 1), {
      said: [first, second],
      losses: losses.slice(0, second.step / losses[0].x),
    });
  });
}
