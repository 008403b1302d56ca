import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { originFile } from "../../scripts/packages/origin.mjs";
import { place, placesOf } from "../../scripts/packages/place.mjs";
import { unready } from "../../scripts/packages/publish.mjs";
import { platforms } from "../../scripts/setup/host.mjs";
import { at } from "../../scripts/setup/root.mjs";

const platform = /** @type {import("../../scripts/setup/host.mjs").Platform} */ (platforms[0]);

/** @type {string} of the package */
let folder;
/** @type {{ addon: string, host: string }} */
let places;
/** @type {string} */
let note;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "pintle-origin-"));
  places = placesOf(platform, folder);
  note = join(folder, originFile);
  await place(platform, { addon: at("package.json"), host: at("package.json") }, folder);
});

afterEach(() => rmSync(folder, { recursive: true }));

/** What keeps the package from being published, except headers, which these files do not have. */
async function problems() {
  const all = await unready([{ name: "@pintle/any", platform, folder }]);
  return all.filter((problem) => !problem.includes("is built for"));
}

/** @param {string} file */
function unknown(file) {
  const fix = `run \`npm run prebuild -- ${platform.name}\``;
  return `@pintle/any: nothing says what ${file} was built from; ${fix}`;
}

test("what was built from this checkout may be published", async () => {
  expect(await problems()).toEqual([]);
});

test("what was built when the contract was another may not", async () => {
  const origin = JSON.parse(readFileSync(note, "utf8"));
  const other = `sha256-${"0".repeat(64)}`;
  writeFileSync(note, JSON.stringify({ ...origin, contract: other }));
  const text = `has the contract ${other}, this checkout ${origin.contract}; run`;
  expect(await problems()).toEqual([
    expect.stringContaining(`${places.addon} ${text}`),
    expect.stringContaining(`${places.host} ${text}`),
  ]);
});

test("the contract is the one that pintle asks of an addon", async () => {
  const { contract } = JSON.parse(readFileSync(note, "utf8"));
  const expected = readFileSync(at("lib", "generated", "expected.ts"), "utf8");
  expect(expected).toContain(`"${contract}"`);
});

test("a note does not speak for a file that was put there later", async () => {
  writeFileSync(places.host, "another");
  expect(await problems()).toEqual([unknown(places.host)]);
});

test.each([
  ["torn", '{ "contract": "sha'],
  ["null", "null"],
  ["of another form", '{ "sha256": 1 }'],
])("a note that is %s says nothing", async (_, text) => {
  writeFileSync(note, text);
  expect(await problems()).toEqual([unknown(places.addon), unknown(places.host)]);
});

test("without a note nothing is published", async () => {
  rmSync(note);
  expect(await problems()).toEqual([unknown(places.addon), unknown(places.host)]);
});
