import { PintleError } from "../errors/pintle-error.ts";

/** How much a guest may use. What its commands may use is in the policy. */
export interface GuestLimits {
  /** How many bytes its module may have. 16 MiB by default. */
  readonly moduleBytes?: number | undefined;
  /** The most memory that it may have, in whole pages of 65,536 bytes. 64 MiB by default. */
  readonly memoryBytes?: number | undefined;
  /** How long it may take, from when it is loaded to its result, with what it asks for. 30,000 by default. */
  readonly timeoutMs?: number | undefined;
  /** How often it may ask its host. 10,000 by default. */
  readonly calls?: number | undefined;
  /** How many bytes its requests and its result may have together. 4 MiB by default. */
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

/** The most that each may be: what an engine can give, and what a timer can wait for. */
const ceilings: HeldLimits = {
  moduleBytes: 2 ** 28,
  memoryBytes: 2 ** 32,
  timeoutMs: 2 ** 31 - 1,
  calls: Number.MAX_SAFE_INTEGER,
  outputBytes: Number.MAX_SAFE_INTEGER,
};

/** Fills in the limits that are not given, and throws when one cannot be kept. */
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
