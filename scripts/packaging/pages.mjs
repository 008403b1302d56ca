import { cpSync, mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
import * as vite6 from "vite6";
import * as vite7 from "vite7";
import { findChromium } from "../setup/chromium.mjs";

/** The ways to use WebAssembly in a page that docs/bundlers.md names, each with its settings of Vite. */
const pages = [
  {
    name: "pintle/wasm/init, without settings",
    script: `import { init } from "pintle/wasm/init";
      import url from "pintle/pintle.wasm?url";
      init(url).then(({ math }) => show(math.add(2, 40)));`,
    settings: {},
  },
  {
    name: "pintle/wasm, with the settings",
    script: `import { math } from "pintle/wasm";
      show(math.add(2, 40));`,
    settings: { build: { target: "es2022" }, optimizeDeps: { exclude: ["pintle"] } },
  },
];

const show = `function show(text) { document.querySelector("output").textContent = text; }`;

/**
 * Builds each page with Vite 6 and 7 and opens it in Chromium, and opens it under the development server.
 *
 * @param {string} project with Pintle in it
 * @returns {AsyncGenerator<{ title: string, check: () => Promise<string | undefined> }>}
 */
export async function* pageCases(project) {
  for (const [name, vite] of Object.entries({ "Vite 6": vite6, "Vite 7": vite7 })) {
    for (const page of pages) {
      yield {
        title: `${name}: ${page.name}`,
        check: () => shown(project, /** @type {any} */ (vite), page),
      };
    }
  }
}

/**
 * @param {string} project
 * @param {typeof import("vite7")} vite
 * @param {(typeof pages)[number]} page
 */
async function shown(project, vite, { script, settings }) {
  const root = mkdtempSync(join(project, "page-"));
  cpSync(join(project, "node_modules"), join(root, "node_modules"), { recursive: true });
  writeFileSync(join(root, "package.json"), '{ "name": "page", "type": "module" }\n');
  writeFileSync(join(root, "main.js"), `${script}\n${show}\n`);
  const body = '<output></output><script type="module" src="/main.js"></script>';
  writeFileSync(join(root, "index.html"), `<!doctype html><html><body>${body}</body></html>`);
  const config = {
    root,
    configFile: /** @type {const} */ (false),
    logLevel: /** @type {const} */ ("silent"),
    ...settings,
  };
  await vite.build(config);
  const host = "127.0.0.1";
  const servers = [
    () => vite.preview({ ...config, preview: { host, port: 0 } }),
    async () => (await vite.createServer({ ...config, server: { host, port: 0 } })).listen(),
  ];
  for (const start of servers) {
    const server = await start();
    try {
      const problem = await opened(server.resolvedUrls?.local[0] ?? "");
      if (problem !== undefined) {
        return problem;
      }
    } finally {
      await server.close();
    }
  }
  return undefined;
}

/**
 * What is wrong with a page that is to show 42.
 *
 * @param {string} url
 */
async function opened(url) {
  const executablePath = findChromium();
  if (executablePath === undefined) {
    return "there is no Chromium: install it, or set CHROMIUM_PATH to its program";
  }
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  try {
    const page = await browser.newPage();
    const failed = page.waitForEvent("pageerror").then((error) => error.message);
    failed.catch(() => {}); // The page was closed.
    await page.goto(url);
    const output = page.locator("output:not(:empty)");
    const text = await Promise.race([output.textContent(), failed]);
    return text === "42" ? undefined : `${url} shows ${text}`;
  } finally {
    await browser.close();
  }
}
