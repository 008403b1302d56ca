import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { contract } from "../../index.ts";

const text = readFileSync("docs/errors.md", "utf8");

test.each(Object.entries(contract()["x-errors"]))(
  "docs/errors.md says of %s what the contract says",
  (code, { summary, fix }) => {
    expect(text).toContain(`| \`${code}\` | ${summary} | ${fix} |`);
  },
);

test("docs/errors.md lists every code once, and no other", () => {
  const listed = [...text.matchAll(/^\| `(ERR_PINTLE_\w+)` \| [^|]+ \| [^|]+ \|$/gm)].map(
    ([, code]) => code,
  );
  expect(listed.toSorted()).toEqual(Object.keys(contract()["x-errors"]).toSorted());
});

test("docs/commands.md has every family", () => {
  const commands = readFileSync("docs/commands.md", "utf8");
  const families = Object.keys(contract()["x-commands"]).map((method) => method.split(".")[0]);
  for (const family of new Set(families)) {
    expect(commands).toMatch(new RegExp(`^## ${family}`, "m"));
  }
});
