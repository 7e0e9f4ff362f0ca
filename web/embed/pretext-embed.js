// <pretext-lab preset="fair" seed="1" hide="controls,story" lang="ko"></pretext-lab>
//
// <pretext-lab route="/inpainting" show="bench,verdict"></pretext-lab>
//
// The lab as an element of any page: a frame that grows with its content. Attributes are those of the frame's address;
// anything else that an experiment knows goes into `set`, as in set="pretext.epochs=3&data.labelled.count=200".
// Events: pretext-ready, pretext-progress, pretext-result, pretext-error, each with the message as its `detail`.

const VERSION = 1;
const ATTRIBUTES = ["show", "preset", "task", "seed", "hide", "lock", "ask", "lang", "theme"];
const EVENTS = ["ready", "progress", "result", "error"];
const TALLEST = 20_000;

export class PretextLab extends HTMLElement {
  static observedAttributes = [...ATTRIBUTES, "route", "set", "sandbox"];

  #frame = document.createElement("iframe");
  #onMessage = (/** @type {MessageEvent} */ event) => this.#hear(event);

  constructor() {
    super();
    this.#frame.title = "Pretext: self-supervised learning";
    this.#frame.loading = "lazy";
    this.#frame.style.cssText =
      "display: block; inline-size: 100%; block-size: 40rem; border: 0; color-scheme: inherit";
  }

  connectedCallback() {
    this.style.display ||= "block";
    addEventListener("message", this.#onMessage);
    this.replaceChildren(this.#frame);
    this.#load();
  }

  disconnectedCallback() {
    removeEventListener("message", this.#onMessage);
  }

  attributeChangedCallback() {
    if (this.isConnected) this.#load();
  }

  start() {
    this.#tell("start");
  }

  pause() {
    this.#tell("pause");
  }

  reset() {
    this.#tell("reset");
  }

  #load() {
    const params = new URLSearchParams(this.getAttribute("set") ?? "");
    for (const name of ATTRIBUTES) {
      const value = this.getAttribute(name);
      if (value !== null) params.set(name, value);
    }
    const sandbox = this.getAttribute("sandbox");
    if (sandbox !== null) this.#frame.setAttribute("sandbox", sandbox);
    const route = this.getAttribute("route");
    const { href } = new URL(`embed.html#${route === null ? "" : `${route}&`}${params}`, import.meta.url);
    if (this.#frame.src !== href) this.#frame.src = href;
  }

  /** @param {string} type */
  #tell(type) {
    this.#frame.contentWindow?.postMessage({ pretext: VERSION, type }, "*");
  }

  /** @param {MessageEvent} event */
  #hear({ source, data }) {
    if (source !== this.#frame.contentWindow || data?.pretext !== VERSION) return;
    if (data.type === "size" && data.height > 0) {
      this.#frame.style.blockSize = `${Math.min(TALLEST, Math.ceil(data.height))}px`;
    } else if (EVENTS.includes(data.type)) {
      this.dispatchEvent(new CustomEvent(`pretext-${data.type}`, { detail: data, bubbles: true, composed: true }));
    }
  }
}

if (!customElements.get("pretext-lab")) customElements.define("pretext-lab", PretextLab);
