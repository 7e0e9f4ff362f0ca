import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { test } from "node:test";

const FOLDER = new URL("../../../web/messages/", import.meta.url);

/** @typedef {Record<string, string>} Messages */

const names = await readdir(FOLDER);
const languages = names.filter((name) => name.endsWith(".js")).map((name) => name.slice(0, -3));

/** @param {string} path @returns {Promise<Messages>} */
const read = async (path) => (await import(new URL(path, FOLDER).href)).default;

/** What a message leaves open, such as {name}. @param {string} message */
const gaps = (message) => [...new Set(message.match(/\{\w+\}/g))].sort();

/** What is said otherwise of images that are no digits is fetched with such images, and stands in no whole. */
const INSTEAD = "images.js";
const features = (await readdir(new URL("en/", FOLDER))).sort();

test("every language has the same files, and a message stands in one of them alone", async () => {
  assert.ok(languages.includes("en") && languages.length > 1 && features.length > 1);
  for (const language of languages) {
    assert.deepEqual((await readdir(new URL(`${language}/`, FOLDER))).sort(), features, language);
    const all = await read(`${language}.js`);
    const parts = await Promise.all(
      features.filter((name) => name !== INSTEAD).map((name) => read(`${language}/${name}`)),
    );
    const keys = parts.flatMap((part) => Object.keys(part));
    assert.equal(new Set(keys).size, keys.length, `${language}: a key stands twice`);
    assert.deepEqual(Object.keys(all).sort(), keys.sort(), `${language}.js has all of them`);
  }
});

for (const name of features) {
  test(`every language says what English says: ${name}`, async () => {
    const english = await read(`en/${name}`);
    for (const language of languages) {
      const messages = await read(`${language}/${name}`);
      assert.deepEqual(Object.keys(messages).sort(), Object.keys(english).sort(), language);
      for (const [key, message] of Object.entries(messages)) {
        assert.ok(message.trim() !== "", `${language}: ${key}`);
        assert.deepEqual(gaps(message), gaps(english[key] ?? ""), `${language}: ${key}`);
      }
    }
  });
}

test("what is said otherwise of images stands in the place of a message, and leaves open nothing that it does not", async () => {
  const all = await read("en.js");
  for (const [key, message] of Object.entries(await read(`en/${INSTEAD}`))) {
    assert.ok(key.endsWith(".images"));
    const instead = all[key.slice(0, -".images".length)];
    assert.ok(instead, `${key} has no message to stand for`);
    assert.ok(
      gaps(message).every((gap) => gaps(instead).includes(gap)),
      `${key} leaves open what its message does not`,
    );
    assert.doesNotMatch(message.replaceAll(/\{\w+\}/g, ""), /\bdigits?\b/);
  }
});
