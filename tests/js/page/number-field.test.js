import assert from "node:assert/strict";
import { test } from "node:test";
import { numberIn } from "../../../web/app/number-field.js";

test("a number is read with a point or a comma before its decimals", () => {
  for (const [text, number] of /** @type {const} */ ([
    ["0.001", 0.001],
    ["0,001", 0.001],
    ["0,0005", 0.0005],
    [" 10 ", 10],
    [",5", 0.5],
    ["2.", 2],
    ["-3", -3],
    ["1e-4", 0.0001],
    ["1,5e-4", 0.00015],
    ["1.000", 1],
    ["0", 0],
  ]))
    assert.equal(numberIn(text), number, text);
});

test("what is no number, or might be another one, stays a text", () => {
  for (const text of [
    "",
    " ",
    "1,000",
    "10,000",
    "1,000,000",
    "1 000",
    "0x10",
    "1e",
    "e5",
    ".",
    "-",
    "ten",
    "Infinity",
    "NaN",
    "１",
  ])
    assert.equal(numberIn(text), text);
});
