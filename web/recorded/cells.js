import text from "./board.jsonl?raw";

/** The cells of the recorded sweep, one for each line. */
export const recordedCells = text
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line));
