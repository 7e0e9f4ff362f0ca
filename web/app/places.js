const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** Links within the page must not take the place of the state in the address. */
export function followLinks() {
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[href^='#']") : null;
    const target = link && document.getElementById((link.getAttribute("href") ?? "").slice(1));
    if (!target) return;
    event.preventDefault();
    target.focus({ preventScroll: true });
    target.scrollIntoView({ behavior: calm() ? "auto" : "smooth" });
  });
}

/**
 * Goes to the act that the address names, then says which one is being read.
 *
 * @param {number} first
 * @param {(act: number) => void} reading  0: none of them
 */
export function followActs(first, reading) {
  if (first) document.getElementById(`act-${first}`)?.scrollIntoView({ behavior: "auto" });
  /** @type {Set<number>} */
  const open = new Set();
  const observer = new IntersectionObserver(
    (changes) => {
      for (const { target, isIntersecting } of changes) {
        const act = Number(target.id.replace("act-", ""));
        if (isIntersecting) open.add(act);
        else open.delete(act);
      }
      reading(Math.min(...open, 4) % 4);
    },
    { rootMargin: "-40% 0px -55% 0px" },
  );
  for (const act of [1, 2, 3]) {
    const section = document.getElementById(`act-${act}`);
    if (section) observer.observe(section);
  }
}
