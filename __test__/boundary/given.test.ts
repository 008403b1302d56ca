/** How much memory a loop of synchronous calls keeps. */

import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";

const mebibytes = 2 ** 20;

/** Loads the addon as it is, so that nothing else uses memory. */
const script = `
  const addon = require(process.argv[1]);
  const Bytes = class extends Uint8Array {};
  const [none, handoff] = [() => {}, () => () => {}];
  addon.initialize({
    createError: (data) => new Error(data.message),
    Bytes,
    handoffProperties: handoff,
    handoffItems: handoff,
    classes: { isSet: none, itemsOf: none, setOf: none, className: none },
  });
  const given = new Uint8Array(${8 * mebibytes}).fill(1);
  for (let call = 0; call < 200; call++) {
    if (addon.commands.echo.byteList(given).length !== given.length) throw new Error("too short");
  }
  console.log(process.resourceUsage().maxRSS * 1024);
`;

test("1.6 GB of results are freed while the loop runs", () => {
  const file = `${process.cwd()}/target/fixtures/fixture.node`;
  const peak = Number(execFileSync(process.execPath, ["-e", script, file], { encoding: "utf8" }));
  expect(peak).toBeGreaterThan(8 * mebibytes);
  expect(peak).toBeLessThan(500 * mebibytes);
});
