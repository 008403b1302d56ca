import { PintleError } from "../../index.ts";

/** What became of a call, in a form that can be compared. */
export type Outcome =
  | { readonly value: unknown; readonly error?: undefined }
  | { readonly error: Readonly<Record<string, unknown>>; readonly value?: undefined };

export async function outcome(call: () => unknown): Promise<Outcome> {
  try {
    return { value: withoutTimes(await collected(call())) };
  } catch (error) {
    if (PintleError.is(error)) {
      return { error: { ...error.toJSON() } };
    }
    throw error;
  }
}

/** What a call returns; the items of a stream, whose files may come in any order. */
async function collected(returned: unknown): Promise<unknown> {
  const isStream = typeof returned === "object" && returned !== null && "batches" in returned;
  if (!isStream) {
    return await returned;
  }
  const items: { readonly path?: string }[] = [];
  for await (const item of returned as unknown as AsyncIterable<(typeof items)[0]>) {
    items.push(item);
  }
  // Those of the same file stay in their order.
  return items.sort((a, b) => (a.path ?? "").localeCompare(b.path ?? ""));
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
