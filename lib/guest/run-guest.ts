import type { Binding } from "../binding/binding.ts";
import type { Addon } from "../client/addon.ts";
import { checkOptions } from "../client/check-options.ts";
import { toJson } from "../contract/json.ts";
import { PintleError } from "../errors/pintle-error.ts";
import { withStackOf } from "../errors/stack.ts";
import { ownOf } from "../options/own.ts";
import { needsNative } from "./errors.ts";
import { pathOf, readGiven, tooLarge } from "./given.ts";
import type { Answer, Job } from "./job.ts";
import { type GuestLimits, heldLimits } from "./limits.ts";
import { plain } from "./plain.ts";
import { type GivenPolicy, policyText } from "./policy.ts";
import { type Ends, inThread } from "./thread.ts";

/** What an untrusted caller runs under. */
export interface UnderPolicy {
  /** The policy: an object, JSON text, or a file. Without one, nothing may run. */
  readonly policy?: GivenPolicy | undefined;
  readonly signal?: AbortSignal | undefined;
  /** The addon whose commands may be run. Default: Pintle's own. */
  readonly addon?: Addon<Binding> | undefined;
}

/** Options that select the addon. */
type OfAddon<Options> = Options & { readonly addon: Addon<Binding> };

export interface GuestOptions extends UnderPolicy {
  /** The guest's input, as JSON. */
  readonly input?: unknown;
  readonly limits?: GuestLimits | undefined;
}

/**
 * Runs a guest: a WebAssembly module that can only request commands, of which those run that the
 * policy allows. It runs in its own thread, which has ended when the promise settles.
 *
 * @param wasm the module: its bytes, or its file
 * @returns the guest's result, as JSON
 */
export async function runGuest(
  wasm: Uint8Array | string | URL,
  options: OfAddon<GuestOptions>,
): Promise<unknown> {
  try {
    const given = ownOf(options);
    const limits = heldLimits(given.limits);
    const bytes = moduleBytes(wasm, limits.moduleBytes);
    const ends = { timeoutMs: limits.timeoutMs, signal: given.signal };
    const { result, error } = await under(given, ends, {
      guest: { wasm: bytes, limits },
      input: json(given.input ?? null),
    });
    if (error === undefined) {
      return result;
    }
    throw new PintleError({
      code: "ERR_PINTLE_GUEST_ERROR",
      message: `the guest failed: ${plain(error.message ?? "")}`,
      pointer: "",
      details: error,
    });
  } catch (error) {
    throw withStackOf(error, runGuest);
  }
}

/**
 * Runs a request of an untrusted caller, such as a guest's result: a call
 * (`{ "method", "params" }`, or `{ "action": "run_binary", "program", "args" }`) or a plan.
 *
 * @returns the result of the command, or the report of the plan, as JSON
 */
export async function runRequest(
  request: unknown,
  options: OfAddon<UnderPolicy>,
): Promise<unknown> {
  try {
    const given = ownOf(options);
    const { signal } = given;
    const { result, error } = await under(given, { signal }, { input: json(request) });
    if (error === undefined) {
      return result;
    }
    throw new PintleError(error as ConstructorParameters<typeof PintleError>[0]);
  } catch (error) {
    throw withStackOf(error, runRequest);
  }
}

/** Does a job in its own session. */
async function under(
  { policy, signal, addon }: OfAddon<UnderPolicy>,
  ends: Ends,
  job: Pick<Job, "guest" | "input">,
): Promise<Answer> {
  checkOptions("guest", { signal });
  const { binding, file } = addon;
  if (file === undefined) {
    throw needsNative();
  }
  const { text, folder } = policyText(policy);
  const session = binding.openSession(text, folder);
  const close = () => binding.closeSession(session);
  return inThread({ ...job, addon: file, session }, ends, close);
}

/** The bytes of a module, unless there are too many. */
function moduleBytes(wasm: Uint8Array | string | URL, most: number): Uint8Array {
  if (!(wasm instanceof Uint8Array)) {
    return readGiven(pathOf(wasm), "/wasm", most);
  }
  if (wasm.byteLength > most) {
    throw tooLarge("the module", "/wasm", most);
  }
  return wasm;
}

function json(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(toJson(value)) ?? "null");
}
