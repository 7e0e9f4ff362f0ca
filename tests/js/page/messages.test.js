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

const features = (await readdir(new URL("en/", FOLDER))).sort();

test("every language has the same files, and a message stands in one of them alone", async () => {
  assert.ok(languages.includes("en") && languages.length > 1 && features.length > 1);
  for (const language of languages) {
    assert.deepEqual((await readdir(new URL(`${language}/`, FOLDER))).sort(), features, language);
    const all = await read(`${language}.js`);
    const parts = await Promise.all(features.map((name) => read(`${language}/${name}`)));
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
