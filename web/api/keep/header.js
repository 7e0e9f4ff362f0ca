const LENGTH_BYTES = 8;
const MOST_HEADER_BYTES = 2 ** 20;

/**
 * The header of a safetensors file of ours, and the bytes after it; null for anybody else's.
 * @param {Uint8Array<ArrayBuffer>} file
 * @param {string} format  what the file says that it is
 * @returns {{header: Record<string, any>, rest: Uint8Array<ArrayBuffer>} | null}
 */
export function splitHeader(file, format) {
  const length =
    file.length < LENGTH_BYTES ? Infinity : Number(new DataView(file.buffer, file.byteOffset).getBigUint64(0, true));
  if (length > Math.min(MOST_HEADER_BYTES, file.length - LENGTH_BYTES)) return null;
  const header = parsed(new TextDecoder().decode(file.subarray(LENGTH_BYTES, LENGTH_BYTES + length)));
  const metadata = header?.__metadata__;
  if (metadata === null || typeof metadata !== "object" || !String(metadata.format).startsWith(format)) return null;
  return { header, rest: file.subarray(LENGTH_BYTES + length) };
}

/** @param {unknown} text */
export function parsed(text) {
  try {
    return JSON.parse(String(text));
  } catch {
    return null;
  }
}
