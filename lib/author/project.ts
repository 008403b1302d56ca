import { existsSync, readFileSync, realpathSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { cargoOutput } from "./cargo.ts";
import { AuthorFault } from "./fault.ts";

/** An author's addon: a package of npm with a crate in the same folder. */
export interface Project {
  readonly folder: string;
  /** The package's name. */
  readonly package: string;
  /** The crate's name, which is that of the addon. */
  readonly crate: string;
  /** The module that is generated, if the package names one. */
  readonly types: string | undefined;
  /** What the addon is built from: files and folders, of the crate and of those that it has by path. */
  readonly sources: readonly string[];
}

/** What `cargo metadata` says of a crate. */
interface Crate {
  readonly name: string;
  readonly manifest_path: string;
  /** Null of one that is a folder on this machine. */
  readonly source: string | null;
  readonly targets: readonly {
    readonly kind: readonly string[];
    readonly src_path: string;
  }[];
}

/** Reads the project in a folder. */
export async function readProject(folder: string): Promise<Project> {
  const root = resolve(folder);
  const manifest = join(root, "Cargo.toml");
  if (!existsSync(manifest)) {
    const fix = "run this in the folder of an addon, or make one with `pintle new`";
    throw new AuthorFault("usage", `${root} has no Cargo.toml; ${fix}`);
  }
  const { name, pintle } = readManifest(join(root, "package.json"));
  const metadata: { readonly packages: readonly Crate[] } = JSON.parse(
    await cargoOutput(root, ["metadata", "--format-version=1", "--manifest-path", manifest]),
  );
  const own = metadata.packages.find((crate) => isAt(crate.manifest_path, manifest));
  if (own === undefined || !own.targets.some(({ kind }) => kind.includes("cdylib"))) {
    const expected = 'expected a crate with [lib] crate-type = ["cdylib"]';
    throw new AuthorFault("usage", `${manifest}: ${expected}`);
  }
  const types = pintle?.types;
  return {
    folder: root,
    package: name,
    crate: own.name,
    types: types === undefined ? undefined : inside(root, types),
    sources: metadata.packages.filter(({ source }) => source === null).flatMap(sourcesOf),
  };
}

interface Manifest {
  readonly name: string;
  readonly pintle?: { readonly types?: string };
}

function readManifest(file: string): Manifest {
  let manifest: unknown;
  try {
    manifest = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new AuthorFault("usage", `${file} cannot be read: ${(error as Error).message}`);
  }
  const { name, pintle } = (manifest ?? {}) as { name?: unknown; pintle?: { types?: unknown } };
  if (typeof name !== "string") {
    throw new AuthorFault("usage", `${file}: name: expected a text`);
  }
  const types = pintle?.types;
  if (types !== undefined && typeof types !== "string") {
    throw new AuthorFault("usage", `${file}: pintle.types: expected the path of a .ts file`);
  }
  return types === undefined ? { name } : { name, pintle: { types } };
}

/** A path in the project: what is generated is written nowhere else. */
function inside(root: string, path: string): string {
  const file = resolve(root, path);
  if (relative(root, file).startsWith("..") || !file.endsWith(".ts")) {
    const expected = "expected a .ts file in the project";
    throw new AuthorFault("usage", `package.json: pintle.types: ${expected}, got ${path}`);
  }
  return file;
}

function isAt(one: string, other: string): boolean {
  return realpathSync(one) === realpathSync(other);
}

function sourcesOf({ manifest_path: manifest, targets }: Crate): string[] {
  const built = targets.filter(({ kind }) => !kind.some((one) => unbuilt.has(one)));
  const sources = built.map(({ kind, src_path: path }) =>
    kind.includes("custom-build") ? path : dirname(path),
  );
  return [manifest, ...new Set(sources)];
}

/** The parts of a crate that are not in what depends on it. */
const unbuilt: ReadonlySet<string> = new Set(["bench", "bin", "example", "test"]);
