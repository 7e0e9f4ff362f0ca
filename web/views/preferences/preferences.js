import { languages } from "../../app/i18n.js";
import { h } from "../../app/dom.js";

/** Language and appearance. @type {import("../../app/view.js").CreateView} */
export function createPreferences(host, ui) {
  const language = h(
    "select",
    { "data-t-label": "language.label", change: () => ui.send({ type: "language", code: language.value }) },
    ...languages.map(({ code, name }) => h("option", { value: code, lang: code }, name)),
  );
  const theme = h(
    "select",
    {
      "data-t-label": "theme.label",
      change: () => {
        const value = /** @type {"light" | "dark" | ""} */ (theme.value);
        ui.send({ type: "theme", theme: value === "" ? null : value });
      },
    },
    h("option", { value: "", "data-t": "theme.system" }),
    h("option", { value: "light", "data-t": "theme.light" }),
    h("option", { value: "dark", "data-t": "theme.dark" }),
  );
  host.append(language, theme);
  return {
    element: host,
    on: (now) => [now.language, now.trouble],
    draw(now) {
      language.value = now.language;
      theme.value = now.theme ?? "";
    },
  };
}
