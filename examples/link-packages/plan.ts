import { availableParallelism } from "node:os";
import { join } from "node:path";
import { type Plan, plan } from "pintle";
import { binLinks, type Linked, type LockedPackage, tarballOf } from "./lockfile.ts";

interface Input {
  /** The folder with the tarballs. */
  readonly from: string;
  readonly tarballs: readonly string[];
  readonly integrities: readonly string[];
  readonly packages: readonly { readonly tarball: string; readonly folder: string }[];
  readonly into: string;
  readonly links: readonly string[];
  readonly targets: readonly string[];
}

/** Nothing is extracted before all tarballs are known to be good, and what is linked is there. */
const install: Plan<Input, Linked> = plan(
  (p, input: Input) => {
    const checked = p.hash.checkFiles(input.tarballs, input.integrities, { root: input.from });
    const extracted = p
      .with({ dependsOn: [checked] })
      .each(input.packages, ({ tarball, folder }) =>
        p.archive.extract(tarball, folder, { stripComponents: 1 }),
      );
    const linked = p
      .with({ dependsOn: [extracted] })
      .tree.link(input.into, input.links, input.targets, { executable: true });
    return { packages: checked.count, links: linked.links };
  },
  // More than there are cores: they should have work while the last large tarballs are extracted.
  { concurrency: 2 * availableParallelism() },
);

/** Makes a node_modules in the folder `into`, which has none, with one plan. */
export function linkPackages(
  packages: readonly LockedPackage[],
  tarballs: string,
  into: string,
): Promise<Linked> {
  const names = packages.map(tarballOf);
  const bins = binLinks(packages);
  return install.run({
    from: tarballs,
    tarballs: names,
    integrities: packages.map(({ integrity }) => integrity),
    packages: packages.map(({ folder }, index) => ({
      tarball: join(tarballs, names[index] as string),
      folder: join(into, folder),
    })),
    into,
    links: bins.map(({ path }) => path),
    targets: bins.map(({ target }) => target),
  });
}
