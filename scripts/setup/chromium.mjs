import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { aptInstall, hasApt } from "./apt.mjs";
import { step } from "./step.mjs";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

const applications = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/**
 * The program of a Chromium: what CHROMIUM_PATH says, or one of the usual places.
 *
 * @returns {string | undefined}
 */
export function findChromium() {
  const { CHROMIUM_PATH: chosen, PATH = "" } = process.env;
  if (chosen !== undefined && chosen !== "") {
    return existsSync(chosen) ? chosen : undefined;
  }
  const folders = PATH.split(delimiter);
  const programs = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...programs, ...applications].find((file) => existsSync(file));
}

/** Installs one where that can be done. Where it cannot, the test that needs it says so. */
export async function installChromium() {
  if (findChromium() === undefined && (await hasApt())) {
    await step("install Chromium", () => aptInstall(["chromium"], "the tests in a browser"));
  }
}
