import { createHash } from "node:crypto";
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { contract } from "../../index.ts";
import { launch } from "./browser.ts";
import { serve } from "./server.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const problems: string[] = [];
let page: Page;
let end: () => Promise<void>;

beforeAll(async () => {
  const server = await serve(root);
  const browser = await launch();
  end = async () => {
    await browser.close();
    server.close();
  };
  page = await browser.context.newPage();
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") {
      problems.push(message.text());
    }
  });
  await page.goto(`${server.origin}/examples/browser/`);
  await page.getByRole("status").getByText("commands run here").waitFor();
}, 60_000);

afterAll(() => end?.());

/** Fills the form of a command and runs it. Returns what it shows, and whether that is an error. */
async function run(method: string, fields: Readonly<Record<string, string>>) {
  const form = page.locator(`form[data-method="${method}"]`);
  for (const [name, value] of Object.entries(fields)) {
    const field = form.locator(`[name="${name}"]`);
    const isChoice = (await field.evaluate((node) => node.tagName)) === "SELECT";
    await (isChoice ? field.selectOption(value) : field.fill(value));
  }
  const output = form.locator("output");
  await output.evaluate((node) => node.setAttribute("class", ""));
  await form.getByRole("button").click();
  await expect.poll(() => output.getAttribute("class")).not.toBe("");
  return { text: await output.textContent(), is: await output.getAttribute("class") };
}

test("there is a form for each command, and those that need Node say so", async () => {
  const commands = Object.entries(contract()["x-commands"]);
  const shown = await page.locator("form h2").allTextContents();
  expect(shown).toEqual(commands.map(([method]) => method));
  const elsewhere = commands.filter(([, { portable }]) => !portable).map(([method]) => method);
  expect(await page.locator("form.elsewhere h2").allTextContents()).toEqual(elsewhere);
  const [reason] = await page.locator("form.elsewhere output").allTextContents();
  expect(reason).toContain("Needs Node");
});

test("commands run in the page", async () => {
  expect(await run("math.add", { a: "2", b: "40" })).toEqual({ text: "42", is: "ok" });
  expect(await run("math.addI64", { a: "9007199254740993", b: "-1" })).toEqual({
    text: "9007199254740992n",
    is: "ok",
  });
  expect(await run("math.sum", { values: "1 2, 39" })).toEqual({ text: "42", is: "ok" });
  const digest = createHash("sha256").update("žluť").digest("base64");
  const hashed = await run("hash.bytes", { data: "žluť", algorithm: "sha256", encoding: "sri" });
  expect(hashed).toEqual({ text: `sha256-${digest}`, is: "ok" });
});

test("there is a button for each command that the page says to run", async () => {
  const status = await page.locator("#status").textContent();
  const buttons = await page.locator("form").getByRole("button").count();
  const all = Object.values(contract()["x-commands"]);
  expect(buttons).toBe(all.filter(({ portable }) => portable).length);
  expect(status).toContain(`${buttons} of ${all.length} commands run here`);
});

test("what a command changes in place is shown", async () => {
  const sum = await run("math.addInto", { target: "1 2", source: "40 40" });
  expect(sum).toEqual({ text: "41 42", is: "ok" });
  const big = await run("math.addIntoI64", { target: "9007199254740993", source: "1" });
  expect(big).toEqual({ text: "9007199254740994n", is: "ok" });
});

test.each([
  ["math.sum", { values: "1 x" }, 'values: expected a number, got "x"'],
  ["math.sum", { values: "1 2.5" }, "values: [1]: an Int32Array cannot hold 2.5"],
  ["math.sum", { values: "2147483648" }, "values: [0]: an Int32Array cannot hold 2147483648"],
  ["math.addInto", { target: "1", source: "NaN" }, 'source: expected a number, got "NaN"'],
  [
    "math.addIntoI64",
    { target: "1", source: "9223372036854775808" },
    "source: [0]: a BigInt64Array cannot hold 9223372036854775808",
  ],
  ["math.addI64", { a: "1.5", b: "1" }, 'a: expected a whole number, got "1.5"'],
  ["math.add", { a: "one", b: "1" }, 'a: expected a number, got "one"'],
])("what is typed wrongly is not turned into something else: %s", async (method, fields, text) => {
  expect(await run(method, fields)).toEqual({ text, is: "failed" });
});

test("backticks become code", async () => {
  expect(await page.locator("form > p").filter({ hasText: "`" }).count()).toBe(0);
  expect(await page.locator("form > p > code").count()).toBeGreaterThan(0);
  const titles = await page
    .locator("[title]")
    .evaluateAll((all) => all.map((one) => one.getAttribute("title")));
  expect(titles.join()).not.toContain("`");
});

test("a switch hides what needs Node", async () => {
  const all = Object.entries(contract()["x-commands"]);
  const shown = page.locator("form:visible h2");
  await page.getByLabel("Hide what needs Node").check();
  const portable = all.filter(([, { portable }]) => portable).map(([method]) => method);
  expect(await shown.allTextContents()).toEqual(portable);
  await page.getByLabel("Filter").fill("hash");
  expect(await shown.allTextContents()).toEqual(portable.filter((name) => name.includes("hash")));
  await page.getByLabel("Filter").fill("");
  await page.getByLabel("Hide what needs Node").uncheck();
  expect(await shown.count()).toBe(all.length);
});

test("errors are those of every transport", async () => {
  expect(await run("math.add", { a: "2147483647", b: "1" })).toEqual({
    text: "ERR_PINTLE_OVERFLOW\nmath.add: 2147483647 + 1 does not fit into i32",
    is: "failed",
  });
  expect((await run("math.add", { a: "1.5", b: "1" })).text).toContain("ERR_PINTLE_OUT_OF_RANGE");
  expect((await run("math.add", { a: "", b: "1" })).text).toContain("ERR_PINTLE_INVALID_TYPE");
});

test("the filter hides what is not asked for", async () => {
  await page.getByLabel("Filter").fill("HASH.B");
  expect(await page.locator("form:visible h2").allTextContents()).toEqual(["hash.bytes"]);
  await page.getByLabel("Filter").fill("");
});

test("the module's functions are there for other scripts of the page, and plans too", async () => {
  // As text: vitest would turn the import into one of its own.
  const answer = await page.evaluate(`(async () => {
    const { math, plan, PintleError } = await import("pintle/wasm");
    const twice = plan((p, input) => p.math.multiply(input.a, 2));
    let code;
    try {
      math.divide(1, 0);
    } catch (error) {
      code = PintleError.is(error) && error.code;
    }
    return [math.add(2, 40), await twice.run({ a: 21 }), code];
  })()`);
  expect(answer).toEqual([42, 42, "ERR_PINTLE_DIVISION_BY_ZERO"]);
});

test("nothing went wrong in the page, of which there is a picture", async () => {
  expect(problems).toEqual([]);
  mkdirSync(`${root}target/browser`, { recursive: true });
  const picture = await page.screenshot({ path: `${root}target/browser/page.png`, fullPage: true });
  expect(picture.length).toBeGreaterThan(10_000);
});
