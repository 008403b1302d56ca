// What a whole plan saves: the packages of our own lock file, linked by examples/link-packages.

import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { hash } from "pintle";
import { fetchTarballs } from "../examples/link-packages/fetch.ts";
import { lockedPackages } from "../examples/link-packages/lockfile.ts";
import { linkPlainly } from "../examples/link-packages/plain.ts";
import { linkPackages } from "../examples/link-packages/plan.ts";
import { folder } from "./harness/fixtures.ts";
import { run } from "./harness/run.ts";

const packages = lockedPackages("package-lock.json");
const tarballs = join("target", "link-packages", "tarballs");
fetchTarballs(packages, tarballs);
const into = join(folder(), "project");

await run([
  {
    name: `link ${packages.length} packages`,
    ours: () => linkPackages(packages, tarballs, into),
    theirs: { "ssri and tar": () => linkPlainly(packages, tarballs, into) },
    atMost: { "ssri and tar": 0.5 },
    before: () => {
      rmSync(into, { recursive: true, force: true });
      mkdirSync(into);
    },
    view: (linked) => ({ ...linked, digest: hash.treeSync(into).digest }),
  },
]);
