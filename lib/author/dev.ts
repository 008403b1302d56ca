import { basename, relative } from "node:path";
import { type Built, buildAddon } from "./build.ts";
import type { CargoOptions } from "./cargo.ts";
import { Changes } from "./changes.ts";
import { AuthorFault } from "./fault.ts";
import { Program } from "./program.ts";
import { type Project, readProject } from "./project.ts";

/** What to do after each build. */
export interface DevOptions extends CargoOptions {
  readonly signal: AbortSignal;
  /** A program and its arguments, if one is to run with the addon. */
  readonly command: readonly string[];
  /** Says what happens, a line at a time. */
  readonly say: (line: string) => void;
}

/**
 * Builds the addon in a folder, and does so again whenever something has changed that it is built from. After
 * each build the program is started anew. Goes on until the signal is aborted, and leaves nothing running.
 */
export async function develop(folder: string, options: DevOptions): Promise<void> {
  const { signal, command } = options;
  let project = await readProject(folder);
  let changes = new Changes(project.sources);
  let program: Program | undefined;
  try {
    while (!signal.aborted) {
      const built = await trying(options, () => build(project, options));
      if (built !== undefined && (built.isNew || program === undefined) && command.length > 0) {
        await program?.stop();
        program = start(command, project, options);
      }
      const changed = await changes.next(signal);
      if ([...changed].some((path) => basename(path) === "Cargo.toml")) {
        project = (await trying(options, () => readProject(folder))) ?? project;
        changes.close();
        changes = new Changes(project.sources);
      }
    }
  } finally {
    changes.close();
    await program?.stop();
  }
}

async function build(project: Project, options: DevOptions): Promise<Built> {
  const start = performance.now();
  const built = await buildAddon(project, options);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const what = built.isNew ? "built" : "unchanged";
  options.say(`${relative(project.folder, built.file)} ${what} (${seconds} s)`);
  return built;
}

/** Does something, or says why it failed if that is the fault of what is being written. */
async function trying<T>({ say, signal }: DevOptions, work: () => Promise<T>) {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AuthorFault) || error.kind === "environment") {
      throw error;
    }
    if (!signal.aborted) {
      say(`${error.message}\nwaiting for a change; what runs keeps the addon that it has`);
    }
    return undefined;
  }
}

function start(command: readonly string[], project: Project, { say }: DevOptions): Program {
  say(`running ${command.join(" ")}`);
  const program = new Program(command, project.folder);
  program.ended.then((end) => {
    if (!program.isStopped) {
      say(`${command[0]}: ${end}`);
    }
  });
  return program;
}
