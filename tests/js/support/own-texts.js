// A small set of texts of the reader's own.

const animals = ["cat", "dog", "owl", "hen", "ant", "bee"];
const foods = ["pie", "jam", "soup", "bun", "egg", "tea"];

/** Sentences of two kinds, as a .csv. */
export const TABLE = `text,label\n${Array.from({ length: 240 }, (_, i) => {
  const [name, words] = i % 2 ? ["animal", animals] : ["food", foods];
  const [a, b] = [words[i % 6], words[(i >> 3) % 6]];
  return `"a ${a}, or a ${b} that is ${["old", "new", "big"][i % 3]} ${i}",${name}\n`;
}).join("")}`;

/** Fields of a run on them that takes a moment. */
export const SMALL = ["pretext.steps=4", "data.test.count=20", "transformer.width=16", "transformer.inner=32"];
