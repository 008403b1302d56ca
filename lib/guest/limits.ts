import { PintleError } from "../errors/pintle-error.ts";

/** How much a guest may use. What its commands may use is specified in the policy. */
export interface GuestLimits {
  /** The maximum size of its module in bytes. 16 MiB by default. */
  readonly moduleBytes?: number | undefined;
  /** Its maximum memory in bytes, rounded down to pages of 65,536 bytes. 64 MiB by default. */
  readonly memoryBytes?: number | undefined;
  /**
   * How many milliseconds it may take, from loading to its result, including its requests. 30,000
   * by default.
   */
  readonly timeoutMs?: number | undefined;
  /** How many requests it may make. 10,000 by default. */
  readonly calls?: number | undefined;
  /** How many bytes its requests and its result may have in total. 4 MiB by default. */
  readonly outputBytes?: number | undefined;
}

/** All limits. */
export type HeldLimits = { readonly [Name in keyof GuestLimits]-?: number };

const defaults: HeldLimits = {
  moduleBytes: 16 * 2 ** 20,
  memoryBytes: 64 * 2 ** 20,
  timeoutMs: 30_000,
  calls: 10_000,
  outputBytes: 4 * 2 ** 20,
};

/** The maximum of each limit: what an engine can provide, and how long a timer can wait. */
const ceilings: HeldLimits = {
  moduleBytes: 2 ** 28,
  memoryBytes: 2 ** 32,
  timeoutMs: 2 ** 31 - 1,
  calls: Number.MAX_SAFE_INTEGER,
  outputBytes: Number.MAX_SAFE_INTEGER,
};

/** Fills in the limits that are not set, and throws when one cannot be enforced. */
export function heldLimits(given: GuestLimits = {}): HeldLimits {
  for (const [name, value] of Object.entries(given)) {
    if (!Object.hasOwn(defaults, name)) {
      const known = Object.keys(defaults).join(", ");
      throw invalid("UNKNOWN_ARG", name, `unknown limit; a guest has ${known}`);
    }
    const ceiling = ceilings[name as keyof HeldLimits];
    if (value !== undefined && !(Number.isInteger(value) && value >= 0 && value <= ceiling)) {
      const got = typeof value === "number" ? value : typeof value;
      throw invalid("INVALID_VALUE", name, `expected an integer from 0 to ${ceiling}, got ${got}`);
    }
  }
  const set = Object.entries(given).filter(([, value]) => value !== undefined);
  return { ...defaults, ...Object.fromEntries(set) };
}

function invalid(kind: string, name: string, what: string): PintleError {
  return new PintleError({
    code: `ERR_PINTLE_${kind}`,
    message: `guest: limits.${name}: ${what}`,
    pointer: `/limits/${name}`,
  });
}
