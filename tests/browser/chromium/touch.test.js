import assert from "node:assert/strict";
import { test } from "node:test";
import { open, start } from "./harness.js";

const { server, browser } = await start();

test("a digit drawn with a finger is answered, and the page stays where it is", async () => {
  const options = { hasTouch: true, isMobile: true, viewport: { width: 360, height: 740 } };
  const { page, context, misdeeds } = await open(browser, server.origin, {
    hash: "#preset=quick",
    done: true,
    options,
  });
  const drawing = page.getByRole("figure", { name: "Draw your own" });
  const pad = drawing.getByRole("img", { name: /Square to draw/ });
  await pad.evaluate((canvas) => canvas.scrollIntoView({ block: "center" }));
  await page.waitForTimeout(500);
  const box = await pad.boundingBox();
  assert.ok(box);
  const finger = await context.newCDPSession(page);
  const points = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9].map((y) => ({
    x: box.x + box.width / 2,
    y: box.y + y * box.height,
  }));
  for (const [i, point] of points.entries()) {
    await finger.send("Input.dispatchTouchEvent", { type: i === 0 ? "touchStart" : "touchMove", touchPoints: [point] });
  }
  await finger.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  await drawing
    .getByText(/^1, \d+%$/)
    .nth(1)
    .waitFor();
  await drawing.getByText(/^says \d+°$/).waitFor();
  // Not scrollY: what is drawn further up meanwhile may move that, and the pad stays under the finger.
  const after = await pad.boundingBox();
  assert.ok(after && Math.abs(after.y - box.y) < 2, `the pad was at ${box.y}, and is at ${after?.y}`);
  assert.deepEqual(misdeeds, []);
  await context.close();
});
