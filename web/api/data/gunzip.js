import inflate from "pako/lib/inflate.js";

const GZIP = { windowBits: 16 + 15 }; // the format that zlib is to expect, and the largest window

/**
 * What a gzip file unpacks to, part by part: one member after another, as `cat a.gz b.gz` makes them, and zeros behind, as
 * tapes leave them. Browsers' DecompressionStream refuses both, Node's takes them. Throws where a checksum is wrong, the end
 * is missing or something else follows.
 * @param {AsyncIterable<Uint8Array>} packed
 * @returns {AsyncGenerator<Uint8Array>}
 */
export async function* gunzip(packed) {
  /** @type {InstanceType<typeof inflate.Inflate> | null} */
  let member = null;
  let members = 0;
  for await (const part of packed) {
    let rest = part;
    while (rest.length > 0) {
      if (!member) {
        const next = members === 0 ? 0 : rest.findIndex((byte) => byte !== 0);
        if (next < 0) break;
        rest = rest.subarray(next);
        member = new inflate.Inflate(GZIP);
        members += 1;
      }
      /** @type {Uint8Array[]} */
      const unpacked = [];
      member.onData = (bytes) => void unpacked.push(bytes);
      member.push(rest, false);
      if (member.err) throw new Error(member.strm.msg || "no gzip data");
      yield* unpacked;
      rest = rest.subarray(rest.length - member.strm.avail_in);
      if (member.ended) member = null;
    }
  }
  if (member) throw new Error("it ends too early");
}
