import { parseArgs } from "node:util";
import { fetchTarballs } from "./fetch.ts";
import { lockedPackages } from "./lockfile.ts";
import { linkPlainly } from "./plain.ts";
import { linkPackages } from "./plan.ts";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { plain: { type: "boolean" }, fetch: { type: "boolean" } },
});
const [lockfile, tarballs, into, ...surplus] = positionals;
if (lockfile === undefined || tarballs === undefined || into === undefined || surplus.length > 0) {
  console.error("usage: link-packages LOCKFILE TARBALLS INTO [--plain] [--fetch]");
  process.exit(2);
}

const locked = lockedPackages(lockfile);
if (values.fetch) {
  fetchTarballs(locked, tarballs);
}
const start = performance.now();
const { packages, links } = await (values.plain ? linkPlainly : linkPackages)(
  locked,
  tarballs,
  into,
);
const seconds = (performance.now() - start) / 1000;
console.log(`${packages} packages and ${links} links in ${seconds.toFixed(2)} s`);
