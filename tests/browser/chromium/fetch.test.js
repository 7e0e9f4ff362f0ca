import { test } from "node:test";
import { LONG } from "../support/visit.js";
import { open, start } from "./harness.js";

const { server, browser } = await start();

/** @param {import("playwright-core").Page} page @param {string} name */
const button = (page, name) => page.getByRole("button", { name, exact: true });

test("data that cannot be fetched are named, and trying again works", async () => {
  const { page, context } = await open(browser, server.origin, { hash: LONG });
  await page.route("**/data/**", (route) => route.abort());
  await page.reload();
  await button(page, "Start").click();
  await page
    .getByRole("main")
    .getByText(/manifest\.json could not be fetched/)
    .waitFor();
  await page.unroute("**/data/**");
  await button(page, "Try again").click();
  await page.getByText(/Pretraining, epoch/).waitFor();
  await button(page, "Stop").click();
  await page.getByText(/^Stopped after/).waitFor();
  await button(page, "Reset").click();
  await page.getByText("Ready", { exact: true }).waitFor();
  await context.close();
});
