import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { ground, tool, useGround } from "./trees.ts";

useGround();

/** PINTLE_FULL_SIZE=1 takes the sizes that the documentation speaks of. */
const full = process.env.PINTLE_FULL_SIZE !== undefined;
/** Pintle as it was built; tests run in the checkout. */
const entry = JSON.stringify(resolve("dist/index.js"));
const mebibyte = 1024 * 1024;

/** How much memory a process comes to need, in bytes, beyond what it needed after a small archive. */
function growth(work: string): number {
  tool("sh", ["-c", "echo x > x; tar -czf small.tgz x"]);
  const script = `
    import { archive } from ${entry};
    const at = (name) => ${JSON.stringify(ground.path)} + "/" + name;
    const most = () => process.resourceUsage().maxRSS * 1024;
    await archive.extract(at("small.tgz"), at("small"), { overwrite: "always" });
    await archive.list(at("small.tgz"));
    await archive.create(at("small"), at("again.tgz"));
    const before = most();
    ${work}
    console.log(most() - before);
  `;
  const args = ["--input-type=module", "-e", script];
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  expect(stderr).toBe("");
  console.info(`${work}: ${(Number(stdout) / mebibyte).toFixed(1)} MiB`);
  return Number(stdout);
}

const limits = "{ maxRatio: 1e6 }";
const time = full ? 600_000 : 60_000;

test("the memory does not grow with the size of a file", { timeout: time }, () => {
  tool("truncate", ["-s", full ? "2G" : "300M", "zeros"]);
  for (const [name, option] of [
    ["large.tgz", "-z"],
    ["large.tar.zst", "--zstd"],
  ] as const) {
    tool("tar", ["-c", option, "-f", name, "zeros"]);
    expect(
      growth(`await archive.extract(at("${name}"), at("into-${name}"), ${limits});`),
    ).toBeLessThan(32 * mebibyte);
  }
  tool("zip", ["-q", "-1", "large.zip", "zeros"]);
  expect(growth(`await archive.extract(at("large.zip"), at("into-zip"), ${limits});`)).toBeLessThan(
    32 * mebibyte,
  );
  const files = `{ files: ["zeros"] }`;
  for (const name of ["our.tgz", "our.zip"]) {
    expect(growth(`await archive.create(at("."), at("${name}"), ${files});`)).toBeLessThan(
      32 * mebibyte,
    );
  }
});

test("many entries need a bound for each", { timeout: time }, () => {
  const count = full ? 100_000 : 10_000;
  const script = `
import sys, tarfile, zipfile
with tarfile.open("many.tar", "w") as t, zipfile.ZipFile("many.zip", "w") as z:
    for i in range(${count}):
        name = f"folder-{i % 1000}/file-{i}"
        t.addfile(tarfile.TarInfo(name)); z.writestr(name, b"")
`;
  tool("python3", ["-c", script]);
  const bound = 32 * mebibyte + count * 1024;
  for (const name of ["many.tar", "many.zip"]) {
    expect(growth(`await archive.extract(at("${name}"), at("into-${name}"));`)).toBeLessThan(bound);
    expect(growth(`await archive.list(at("${name}"));`)).toBeLessThan(bound);
  }
  expect(growth(`await archive.create(at("into-many.tar"), at("again.tgz"));`)).toBeLessThan(bound);
});
