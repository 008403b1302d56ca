import { PintleError } from "../errors/pintle-error.ts";
import { inspect } from "./inspect.ts";
import { glibcVersion, machine, nameOf } from "./machine.ts";
import type { Failure, LoadReason } from "./reason.ts";

/** The facts when no addon could be loaded. */
export interface LoadFacts {
  /** What would have worked. */
  readonly needed: string;
  /** What was found instead. */
  readonly found: string;
  /** Each place that was tried, and the outcome. */
  readonly tried: readonly string[];
}

/** No native addon could be loaded. The message says what was tried, why it failed, and what to do. */
export class PintleLoadError extends PintleError {
  override readonly name: string = "PintleLoadError";
  /** Why, for programs. */
  readonly reason: LoadReason;

  constructor(facts: LoadFacts, { reason, cause, fix, error }: Failure) {
    const running = runtime();
    super({
      code: "ERR_PINTLE_LOAD",
      message: [
        "the native addon cannot be loaded",
        `  Running: ${running}`,
        `  Needed:  ${facts.needed}`,
        `  Found:   ${facts.found}`,
        "  Tried:",
        ...facts.tried.map((line) => `    ${line}`),
        `  Cause:   ${cause}`,
        `  Fix:     ${fix}`,
      ].join("\n"),
      pointer: "",
      details: { running, ...facts, reason, cause, fix },
      cause: error,
    });
    this.reason = reason;
  }
}

/** What runs this JavaScript, and on which platform. */
export function runtime(): string {
  const { bun, deno, node } = process.versions;
  const name =
    bun !== undefined ? `Bun ${bun}` : deno !== undefined ? `Deno ${deno}` : `Node ${node}`;
  const here = machine();
  const glibc = here.libc === "glibc" ? ` with glibc ${glibcVersion()}` : "";
  return `${name} on ${nameOf(here)}${glibc}`;
}

/** What kind of file it is that should have been an addon. */
export function foundIn(file: string): string {
  try {
    const built = inspect(file);
    if (built === undefined) {
      return "a file that is not a dynamic library";
    }
    const glibc = built.glibc === undefined ? "" : `, which needs glibc ${built.glibc}`;
    return `a dynamic library for ${nameOf(built)}${glibc}`;
  } catch {
    return "a file that cannot be read";
  }
}
