import assert from "node:assert/strict";
import { test } from "node:test";
import { countKept, until } from "../support/page.js";
import { TABLE } from "../../js/support/own-texts.js";
import { inEachEngine, inOneEngine } from "../support/visit.js";

inEachEngine((visit) => {
  test("a person trains a GPT, watches what it writes change, pauses, and lets it write", () =>
    visit("#/next_token&pretext.steps=120", async ({ page, see }) => {
      const texts = see.role("region", "Texts");
      await texts.text("Read on. What comes next?").seen();
      await texts.text(/^Recorded: a run of 3,162 steps/).seen();
      await texts.button("Pretrain").press();
      await texts.css(".texts-samples li").nth(1).seen();
      await texts.button("Pause").press();
      await texts.button("Go on").seen();
      await texts.label("Go on with").type("مرحبا 你好");
      await texts.button("Write").press();
      await texts.text(/^None of these characters/).seen();

      // Pausing keeps the run: the page may go.
      await until(page, countKept);
      await page.reload();
      await texts.text(/definitions, .*, seed 1, of .* was left at \d+%/).seen();
      await texts.button("Go on with it").press();
      await texts
        .css(".texts-status")
        .text(/^Pretrained in .*, with no label$/)
        .seen();

      const samples = await texts.css(".texts-samples span").texts();
      assert.ok(samples.length > 1 && new Set(samples).size === samples.length, samples.join("\n"));
      assert.ok(samples.every((sample) => sample.startsWith("a small")));
      await texts.text(/bits per character\.$/).seen();
      // So few steps stand behind counted pairs, and the ladder says so.
      const ladder = (await texts.figure("Bits per character").numbers()).slice(1).map(([name]) => name);
      assert.equal(ladder.length, 6);
      assert.ok(ladder.indexOf("This model") < ladder.indexOf("Counted pairs"), ladder.join(", "));

      // Where it has put the test definitions, beside where an untrained one does; by keys as well.
      const atlas = texts.figure("Map of definitions");
      await atlas.text(/^1,600 test definitions by the two principal components/).seen();
      const told = (await atlas.css(".map-other > p").texts()).map((one) => Number(/(\d+\.\d)%/.exec(one)?.[1]));
      assert.ok(told.length === 2 && told.every((percent) => percent > 20 && percent < 90), told.join(", "));
      await atlas.css("canvas").first.keys("ArrowRight", "ArrowUp");
      await atlas.text(/^.{10,} \((animal|plant|food|body|artifact|person|location|communication)\)$/).seen();
      assert.equal((await atlas.numbers()).length, 9);

      // What heads look at in the one that was gone to, which no head may look ahead in.
      await atlas.css("canvas").first.keys("Enter");
      const attention = texts.figure("What it looks at");
      await attention.text(/^Each square is a head/).seen();
      assert.equal((await attention.css(".texts-heads button").texts()).length, 16);
      const before = await attention.css(".texts-which").read();
      assert.match(before, /^Block 1, head 1: “.+” looks most at “.+”\.$/);
      await attention.button("Block 2, head 3").first.press();
      await attention.text(/^Block 2, head 3: /).seen();
      const habits = (await attention.numbers()).slice(1);
      assert.equal(habits.length, 16);
      assert.ok(
        habits.every(([, ...shares]) => shares.every((share) => /^\d+%$/.test(share))),
        habits.join("; "),
      );

      await texts.label("Go on with").type("a large fish");
      await texts.button("Write").press();
      await texts
        .css(".texts-written")
        .text(/^a large fish/)
        .seen();
      const first = await texts.css(".texts-written").read();
      await texts.button("Write").press();
      assert.equal(await texts.css(".texts-written").read(), first, "the same seed, the same text");
    }));
});

inOneEngine((visit) => {
  test("a person asks what stands in the brackets, and what pretraining bought", () =>
    visit("#/masked_tokens&pretext.steps=40", async ({ see }) => {
      const texts = see.role("region", "Texts");
      await texts.text(/^Recorded, after 3,162 steps/).seen();
      await texts.button("Pretrain").press();
      await texts
        .css(".texts-status")
        .text(/^Pretrained in/)
        .seen();
      const words = texts.css(".texts-word");
      assert.equal((await words.texts()).filter(Boolean).length, 5);
      await texts.label("A sentence with one word in [brackets]").type("no brackets here");
      await texts.button("Ask").press();
      await texts.text(/^Put one word in \[brackets\]/).seen();
      await texts.button("a person who plays the [piano]").press();
      await texts.text(/in place of the brackets: “a person who plays the \[piano\]”/).seen();
      // What is typed is text, whatever it looks like.
      await texts.label("A sentence with one word in [brackets]").type("a <b>big</b> [bird]");
      await texts.button("Ask").press();
      await texts.text(/“a <b>big<\/b> \[bird\]”/).seen();
      await texts.label("Labels afterwards").choose("16");
      await texts.button("Compare").press();
      await texts.text(/^Test accuracy from 16 labels/).seen();
      const numbers = await texts.figure("What did it buy?").numbers();
      assert.equal(numbers.length, 7);
      assert.ok(
        numbers.slice(1).every(([, accuracy]) => /^\d+\.\d%$/.test(accuracy)),
        JSON.stringify(numbers),
      );

      // It has its place on the board, beside what was recorded over seeds.
      await texts.label("Labels that were learned from").choose("16");
      const board = texts.figure("Which task transfers?");
      await board.text(/^Test accuracy from 16 labels\. .* over 5 seeds.*small: yours/).seen();
      const standings = (await board.numbers()).slice(1);
      assert.equal(standings.length, 13);
      const own = standings.filter(([, , here]) => here !== "–").map(([name]) => name);
      assert.deepEqual(own.toSorted(), [
        "Counted tokens, naive Bayes",
        "Counted tokens, tf-idf",
        "Hidden tokens · probe",
        "Hidden tokens · probe, then fine-tune",
        "Probe, 64 directions of tf-idf (LSA)",
        "Probe, untrained, reading both ways",
      ]);
    }));

  test("a person sees what tells second parts without reading before and after training", () =>
    visit("#/next_sentence&pretext.steps=20", async ({ see }) => {
      const texts = see.role("region", "Texts");
      const shallow = texts.figure("Does it follow? Without reading");
      await shallow.text(/^Both halves of a text/).seen();
      const before = (await shallow.numbers()).slice(1);
      assert.deepEqual(before.map(([, share]) => share).slice(0, 2), ["79.5%", "53.3%"]);
      assert.equal(before.at(-1)?.[1], "–");
      await texts.button("Pretrain").press();
      await texts
        .css(".texts-status")
        .text(/^Pretrained in/)
        .seen();
      assert.match(String((await shallow.numbers()).at(-1)?.[1]), /^\d+\.\d%$/);
    }));
});

inEachEngine((visit) => {
  test("a person drops texts of their own, pretrains on them cut into bytes, leaves, goes on, and compares", () =>
    visit("#/", async ({ page, see }) => {
      const bytes = (/** @type {string} */ text) => new TextEncoder().encode(text);
      await see.css("body").drop({ name: "empty.txt", bytes: bytes("") });
      const texts = see.role("region", "Texts");
      await texts.text("Not taken: empty.txt: expected 20 texts or more, found 0.").seen();
      await texts.text("Texts: Definitions").seen();
      await see.css("body").drop({ name: "own.csv", bytes: bytes(TABLE) });
      await texts.text("Texts: your own files").seen();
      await texts.text(/^1\d\d texts to learn from, \d\d to test; \d+ tokens\. Classes: animal(,| and) food\.$/).seen();
      await texts.role("combobox", "Cut into").choose("Bytes");
      await texts.text(/; 260 tokens\. Classes/).seen();
      // Nothing that was recorded of the page's own texts stands beside them.
      await texts.text(/reads your texts/).seen();
      assert.equal(await texts.css(".texts-samples li").count(), 0);
      for (const name of ["Bits per character", "Which task transfers?"])
        assert.equal(await texts.figure(name).count(), 0);
      assert.match(await page.evaluate(() => location.hash), /data\.set=own/);

      await page.evaluate(
        () =>
          void (location.hash += "&pretext.steps=1200&pretext.epochs=200&transformer.width=16&transformer.inner=32"),
      );
      await texts.button("Pretrain").press();
      await texts.css(".texts-samples li").nth(1).seen();
      await texts.button("Pause").press();
      await texts.button("Go on").seen();
      await until(page, countKept);
      await page.reload();
      await texts.button("Go on with it").press();
      await texts
        .css(".texts-status")
        .text(/^Pretrained in/)
        .seen();
      const samples = await texts.css(".texts-samples span").texts();
      assert.ok(
        samples.every((sample) => sample.startsWith("a pie,")),
        samples.join("\n"),
      );
      await texts
        .figure("Map of texts")
        .text(/test texts by the two principal components/)
        .seen();
      await texts.role("combobox", "Labels afterwards").choose("16");
      await texts.button("Compare").press();
      await texts.text(/With classes of the same size chance is 50\.0%/).seen();

      // The page's own are one choice away.
      await texts.role("combobox", "Texts").choose("Definitions");
      await texts.text("Texts: your own files; Definitions at the next start").seen();
    }));
});
