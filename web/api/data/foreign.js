/** What files begin with that are taken for others. @type {[string, string][]} */
const STARTS = [
  ["\x1f\x8b", "gzip within gzip: unpack it once"],
  ["PK\x03\x04", "a ZIP archive: unpack it"],
  ["BZh", "a bzip2 file: unpack it"],
  ["\xfd7zXZ\0", "an xz file: unpack it"],
  ["\x28\xb5\x2f\xfd", "a zstd file: unpack it"],
  ["7z\xbc\xaf\x27\x1c", "a 7z archive: unpack it"],
  ["version https://git-lfs", "a Git LFS pointer in place of the file: git lfs pull fetches it"],
  ["\0\x05\x16\x07", "a Mac's notes on the file (._), not the file"],
  ["\x93NUMPY", "a NumPy array"],
  ["\x89HDF", "an HDF5 file"],
  ["\x89PNG", "a PNG image"],
  ["\xff\xd8\xff", "a JPEG image"],
  ["%PDF", "a PDF document"],
];

/** The third byte of an IDX file. @type {Map<number, string>} */
const TYPES = new Map([
  [0x08, "bytes"],
  [0x09, "signed bytes"],
  [0x0b, "16-bit integers"],
  [0x0c, "32-bit integers"],
  [0x0d, "32-bit floating point numbers"],
  [0x0e, "64-bit floating point numbers"],
]);

/**
 * What a file is that is not the one that was expected, by its first bytes.
 * @param {Uint8Array} start  64 bytes, or as many as there are
 * @returns {string}
 */
export function kindOf(start) {
  if (start.length === 0) return "an empty file";
  const text = String.fromCharCode(...start.subarray(0, 64));
  const known = STARTS.find(([begin]) => text.startsWith(begin));
  if (known) return known[1];
  const words = text.replace(/^\xef\xbb\xbf/, "").trimStart();
  if (/^<(!doctype|html|head|\?xml|!--)/i.test(words)) return "a web page, such as a server's message, saved as a file";
  return idxKind(start) ?? (/^[\t\n\r\x20-\x7e\x80-\xff]{8}/.test(words) ? "a text" : "something else");
}

/** @param {Uint8Array} start */
function idxKind([a, b, type, dimensions]) {
  const name = TYPES.get(type);
  if (a === 0 && b === 0 && name && dimensions > 0) return `one of ${name} with ${counted([dimensions])}`;
  if (TYPES.has(b) && a > 0 && a < 9 && type === 0 && dimensions === 0) return "one in little-endian byte order";
  return null;
}

/** @param {number[]} dimensions  any of these */
export const counted = (dimensions) =>
  `${dimensions.join(" or ")} ${dimensions[dimensions.length - 1] === 1 ? "dimension" : "dimensions"}`;
