// pako brings no types: those of what is used here.
declare module "pako/lib/inflate.js" {
  class Inflate {
    constructor(options: { windowBits: number });
    push(data: Uint8Array, last: boolean): boolean;
    onData: (bytes: Uint8Array) => void;
    ended: boolean;
    err: number;
    strm: { avail_in: number; msg: string };
  }
  const module: { Inflate: typeof Inflate };
  export default module;
}
