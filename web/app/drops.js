/**
 * Files dropped anywhere on the page are meant for it: the browser would leave the page for them. Some part of the page
 * may have taken them already.
 *
 * @param {(files: File[]) => void} take
 */
export function takeDrops(take) {
  document.addEventListener("dragover", (event) => {
    if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
  });
  document.addEventListener("drop", (event) => {
    if (event.defaultPrevented || !event.dataTransfer?.files.length) return;
    event.preventDefault();
    take([...event.dataTransfer.files]);
  });
}
