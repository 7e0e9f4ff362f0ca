/**
 * Whether the page has been deployed anew since it was loaded: its document no longer names the script that runs here, and
 * parts that have not been loaded yet may be gone.
 */
export async function isRenewed() {
  const script = document.querySelector('script[type="module"][src]')?.getAttribute("src");
  if (!script) return false;
  try {
    const response = await fetch(location.href, { cache: "no-store" });
    return response.ok && !(await response.text()).includes(script);
  } catch {
    return false;
  }
}
