// Starts the embed. A frame without an origin of its own (sandbox="allow-scripts") may load no module from a host that
// sends no CORS header, and no worker from an address: there one classic script does it all.

(() => {
  const { module, classic } = /** @type {HTMLScriptElement} */ (document.currentScript).dataset;
  const script = document.createElement("script");
  if (self.origin !== "null") script.type = "module";
  script.src = /** @type {string} */ (self.origin === "null" ? classic : module);
  document.head.append(script);
})();
