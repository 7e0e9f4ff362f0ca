import assert from "node:assert/strict";
import { test } from "node:test";
import { Channel } from "../../../web/api/lab/channel.js";
import { PretextError } from "../../../web/api/error.js";
import { Runner } from "../../../web/api/worker/runner.js";

/** A worker of our own making: what it is sent, and what it says. */
function puppet() {
  /** @type {any[]} */
  const sent = [];
  /** @type {any[]} */
  const events = [];
  /** @type {(message: any) => void} */
  let say = () => {};
  /** @type {(reason: string) => void} */
  let die = () => {};
  let ended = false;
  const channel = new Channel(
    {
      postMessage: (message) => {
        structuredClone(message);
        sent.push(message);
      },
      terminate: () => (ended = true),
      onMessage: (listener) => (say = listener),
      onDeath: (listener) => (die = listener),
    },
    (event) => events.push(event),
  );
  return {
    channel,
    sent,
    events,
    say: (/** @type {any} */ message) => say(message),
    die: (/** @type {string} */ reason) => die(reason),
    ended: () => ended,
  };
}

test("replies find their requests in any order, events the listener", async () => {
  const { channel, sent, events, say } = puppet();
  const first = channel.ask({ type: "ping" });
  const second = channel.ask({ type: "save" });
  say({ event: "progress", unit: 1 });
  say({ id: sent[1].id, ok: true, value: "second" });
  say({ id: sent[0].id, ok: true, value: "first" });
  assert.deepEqual(await Promise.all([first, second]), ["first", "second"]);
  assert.deepEqual(events, [{ event: "progress", unit: 1 }]);
});

test("a refusal is an error with code and sentence, and the worker lives on", async () => {
  const { channel, sent, events, say } = puppet();
  const asked = channel.ask({ type: "ping" });
  say({ id: sent[0].id, ok: false, error: { code: "bad_spec", message: "No." } });
  await assert.rejects(asked, { name: "PretextError", code: "bad_spec", message: "No.", fatal: false });
  assert.equal(channel.dead, false);
  assert.deepEqual(events, []);
});

test("after a trap or a death all that is open is refused, the worker ended, and nothing heard any more", async () => {
  const error = { code: "trap", message: "Unreachable.", fatal: true };
  /** @type {((p: ReturnType<typeof puppet>) => void)[]} */
  const ends = [
    ({ say, sent }) => say({ id: sent[0].id, ok: false, error }),
    ({ say }) => say({ event: "trap", error }),
    ({ die }) => die("x"),
  ];
  for (const end of ends) {
    const p = puppet();
    const asked = [p.channel.ask({ type: "ping" }), p.channel.ask({ type: "save" })];
    end(p);
    for (const one of asked) await assert.rejects(one, { fatal: true });
    assert.equal(p.ended(), true);
    assert.equal(p.events.length, 1);
    assert.equal(p.events[0].event, "trap");
    p.say({ event: "progress" });
    p.die("again");
    assert.equal(p.events.length, 1);
    await assert.rejects(p.channel.ask({ type: "ping" }), { code: "worker_lost" });
  }
});

test("what can't be cloned is refused and not waited for", async () => {
  const { channel } = puppet();
  await assert.rejects(channel.ask(/** @type {any} */ ({ type: "load", files: () => {} })), { name: "DataCloneError" });
  channel.kill();
});

test("a worker answers every request exactly once, also those out of turn and unknown ones", async () => {
  /** @type {any[]} */
  const replies = [];
  const runner = new Runner(
    (message) => void ("id" in message && replies.push(message)),
    () => Promise.reject(new Error("no module")),
    () => Promise.reject(new PretextError({ code: "bad_file", message: "No such file." })),
  );
  const types = [
    "ping",
    "halt",
    "close",
    "run",
    "save",
    "open",
    "resume",
    "predict",
    "predictions",
    "fetch",
    "read",
    "load",
    "init",
    "sing",
  ];
  await Promise.all(
    types.map((type, id) => runner.handle(/** @type {any} */ ({ id, type, name: "Images", files: {}, pixels: [] }))),
  );
  assert.deepEqual(
    replies.map(({ id }) => id).sort((a, b) => a - b),
    types.map((_, id) => id),
  );
  for (const { id, ok, error } of replies) {
    assert.equal(ok, ["ping", "halt", "close", "run"].includes(types[id]), types[id]);
    if (!ok) assert.match(error.message, /^[A-Z].*\.$/);
  }
});
