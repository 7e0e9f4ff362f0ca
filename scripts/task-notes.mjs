/** What is known of a task beforehand. @type {Record<string, string>} */
export const NOTES = {
  jigsaw_tiles: "expected to fail on digits, however well it solves its puzzles: a tile of 8 pixels shows no digit",
};
