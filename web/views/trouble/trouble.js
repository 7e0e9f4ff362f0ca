import { h, setText } from "../../app/dom.js";

/** What went wrong, in one sentence beside the controls, with a way on. @type {import("../../app/view.js").CreateView} */
export function createTrouble(host, ui) {
  const message = h("p", { class: "trouble-message" });
  const retry = h("button", { type: "button", "data-t": "trouble.retry", click: () => ui.send({ type: "start" }) });
  const reload = h("button", { type: "button", "data-t": "trouble.reload", click: () => location.reload() });
  const dismiss = h("button", {
    type: "button",
    "data-t": "trouble.dismiss",
    click: () => ui.send({ type: "dismiss" }),
  });
  const box = h(
    "div",
    { class: "trouble", hidden: true },
    message,
    h("div", { class: "buttons" }, reload, retry, dismiss),
  );
  host.append(box);
  return {
    element: host,
    on: (now) => [now.trouble, now.phase],
    draw({ trouble, phase }) {
      box.hidden = !trouble;
      reload.hidden = !trouble?.reload;
      retry.hidden = phase !== "failed" || Boolean(trouble?.reload);
      setText(message, trouble?.message ?? "");
    },
  };
}
