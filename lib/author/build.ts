import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { addonFileName } from "../binding/addon-file.ts";
import { type CargoOptions, cargoBuild } from "./cargo.ts";
import { AuthorFault } from "./fault.ts";
import { contractOf, writeTypes } from "./generate.ts";
import { putInPlace } from "./place.ts";
import { ownPlatform, platformOf } from "./platform.ts";
import type { Project } from "./project.ts";

/** What a build has left behind. */
export interface Built {
  /** The addon's file. */
  readonly file: string;
  /** The generated module; undefined where there is none, or the addon is for another platform. */
  readonly types?: string | undefined;
  /** Whether the addon or its types are others than before. */
  readonly isNew: boolean;
}

/** Builds the addon of a project, puts it in place, and generates its types. */
export async function buildAddon(project: Project, options: CargoOptions): Promise<Built> {
  const platform = options.target === undefined ? ownPlatform() : platformOf(options.target);
  if (platform === undefined) {
    throw new AuthorFault("usage", `--target: Node does not run on ${options.target}`);
  }
  const library = await cargoBuild(project.folder, options);
  // Nothing is put in place that cannot be loaded. What is built for another platform cannot be asked here.
  const contract = platform === ownPlatform() ? await contractOf(library) : undefined;
  const file = join(project.folder, addonFileName(project.crate, platform));
  const hasNewAddon = !isCopy(library, file);
  if (hasNewAddon) {
    putInPlace(library, file);
  }
  const { types } = project;
  if (types === undefined || contract === undefined) {
    return { file, isNew: hasNewAddon };
  }
  const hasNewTypes = writeTypes(project, types, contract);
  return { file, types, isNew: hasNewAddon || hasNewTypes };
}

function isCopy(library: string, file: string): boolean {
  return existsSync(file) && readFileSync(library).equals(readFileSync(file));
}
