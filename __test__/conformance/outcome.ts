import { PintleError } from "../../index.ts";

/** What became of a call, in a form that can be compared. */
export type Outcome =
  | { readonly value: unknown; readonly error?: undefined }
  | { readonly error: Readonly<Record<string, unknown>>; readonly value?: undefined };

export async function outcome(call: () => unknown): Promise<Outcome> {
  try {
    return { value: withoutTimes(await call()) };
  } catch (error) {
    if (PintleError.is(error)) {
      return { error: { ...error.toJSON() } };
    }
    throw error;
  }
}

/** How long something took is never the same. */
function withoutTimes(value: unknown): unknown {
  const isWhole = ArrayBuffer.isView(value) || value instanceof Date || value instanceof Set;
  if (typeof value !== "object" || value === null || isWhole) {
    return value;
  }
  if (PintleError.is(value)) {
    return { ...value.toJSON() };
  }
  if (Array.isArray(value)) {
    return value.map(withoutTimes);
  }
  const entries = Object.entries(value).filter(([name]) => name !== "durationMs");
  return Object.fromEntries(entries.map(([name, item]) => [name, withoutTimes(item)]));
}
