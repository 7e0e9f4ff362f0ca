import { h, setText } from "../../app/dom.js";

/** Whether the page can do without the network. @type {import("../../app/view.js").CreateView} */
export function createOffline(host, { words }) {
  const says = h("p", { class: "offline", role: "status" });
  host.append(says);
  return {
    element: host,
    on: (now) => [now.offline],
    draw: ({ offline }) => setText(says, offline ? words.t("offline.ready") : ""),
  };
}
