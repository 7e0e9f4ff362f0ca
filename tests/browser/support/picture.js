// What is to be seen on a picture that a page has handed out.

/**
 * @param {import("./page.js").Frame} frame  of the browser that is to decode it
 * @param {Buffer} png
 * @returns {Promise<{width: number, corner: number[], dark: number}>}  dark: the share of its pixels that are
 */
export function lookAt(frame, png) {
  return frame.evaluate(
    async (source) => {
      const image = new Image();
      image.src = source;
      await image.decode();
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [image.width, image.height];
      const context = canvas.getContext("2d");
      context?.drawImage(image, 0, 0);
      const pixels = context?.getImageData(0, 0, image.width, image.height).data ?? [];
      let dark = 0;
      for (let i = 0; i < pixels.length; i += 4) if (Number(pixels[i]) < 100) dark++;
      return { width: image.width, corner: [...pixels.slice(0, 4)], dark: dark / (pixels.length / 4) };
    },
    `data:image/png;base64,${png.toString("base64")}`,
  );
}
