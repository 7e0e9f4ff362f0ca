import assert from "node:assert/strict";
import { test } from "node:test";
import { warningOf } from "../../../web/screens/compose/shortcuts.js";

const told = { answers: 2, known: 2000, asked: 100, pixels: 90, edges: 52, classes: [{ asked: 50, right: 48 }] };

test("a task is warned of where its edges tell the answer, or some classes do not", () => {
  assert.equal(warningOf(told), null);
  assert.deepEqual(warningOf({ ...told, edges: 75 }), { kind: "edges" });
  const classes = [...told.classes, { asked: 50, right: 37 }, { asked: 0, right: 0 }];
  assert.deepEqual(warningOf({ ...told, classes }), { kind: "classes", classes: [1] });
  assert.deepEqual(warningOf({ ...told, edges: 80, classes }), { kind: "edges" }, "one warning at a time");
  assert.equal(warningOf({ ...told, pixels: 55, classes }), null, "hard for all");
  assert.equal(warningOf({ ...told, answers: 0, asked: 0, pixels: 0, edges: 0, classes: [] }), null);
});
