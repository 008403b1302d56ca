import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { contract } from "../../index.ts";
import { testFolder } from "../conformance/folder.ts";
import { relay } from "../guest/wat.ts";
import { host } from "./host.ts";

/** The names of everything that may be left out of an object, in the types and in the contract. */
function optionNames(): string[] {
  const names = new Set(["transport"]);
  const files = readdirSync("lib", { recursive: true, encoding: "utf8" });
  const read = files.filter((file) =>
    /^(client|errors|guest|plan|policy|transports)\b.*\.ts$/.test(file),
  );
  for (const file of read) {
    const text = readFileSync(join("lib", file), "utf8");
    for (const [, name = ""] of text.matchAll(/^ +readonly (\w+)\?:/gm)) {
      names.add(name);
    }
  }
  for (const { paramsSchema } of Object.values(contract()["x-commands"])) {
    for (const name of Object.keys(paramsSchema.properties ?? {})) {
      names.add(name);
    }
  }
  return [...names];
}

test("options are own properties, whatever Object.prototype has", { timeout: 120_000 }, () => {
  const names = optionNames();
  for (const name of ["command", "policy", "signal", "timeoutMs", "algorithm", "onLine"]) {
    expect(names).toContain(name);
  }
  const folder = testFolder();
  writeFileSync(join(folder, "relay.wasm"), relay);
  const script = "__test__/fixtures/processes/pollution.mjs";
  const env = { ...process.env, PINTLE_HOST: host() };
  execFileSync(process.execPath, [script, folder, JSON.stringify(names)], { env });
  const outcome = JSON.parse(readFileSync(join(folder, "outcome.json"), "utf8"));
  expect(outcome).toEqual({ differences: [], reads: [] });
});
