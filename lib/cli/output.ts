import { once } from "node:events";
import { toJson } from "../contract/json.ts";
import { dateText, isDate, isSet } from "../options/classes.ts";
import type { Io } from "./io.ts";

/** Writes a result: one line of JSON, or what a person reads best. */
export function writeResult(io: Io, value: unknown, json: boolean): void {
  const text = json ? JSON.stringify(toJson(value) ?? null) : readable(value);
  if (text !== "") {
    io.stdout.write(`${text}\n`);
  }
}

/** Writes each item as one line of JSON when it comes, and waits while nobody reads. */
export async function writeItems({ stdout }: Io, items: AsyncIterable<unknown>): Promise<void> {
  for await (const item of items) {
    if (!stdout.write(`${JSON.stringify(toJson(item) ?? null)}\n`)) {
      try {
        await once(stdout, "drain");
      } catch {
        return; // Nobody reads any longer. Whoever listens to the errors of stdout knows.
      }
    }
  }
}

/** Writes a value as JSON: on one line for programs, else so that a person can read it. */
export function writeJson(io: Io, value: unknown, oneLine: boolean): void {
  io.stdout.write(`${JSON.stringify(toJson(value), null, oneLine ? 0 : 2)}\n`);
}

function readable(value: unknown): string {
  switch (typeof value) {
    case "undefined":
      return "";
    case "object":
      if (isDate(value)) {
        return dateText(value);
      }
      return value === null ? "" : JSON.stringify(toJson(withText(value)), null, 2);
    default:
      return String(value);
  }
}

/** The value, with bytes that are text as that text. */
function withText(value: unknown): unknown {
  if (value instanceof Uint8Array) {
    return textOf(value) ?? value;
  }
  if (Array.isArray(value)) {
    return value.map(withText);
  }
  if (isDate(value)) {
    return value;
  }
  if (typeof value === "object" && value !== null && !ArrayBuffer.isView(value) && !isSet(value)) {
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, withText(item)]));
  }
  return value;
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    // Numbers may be valid UTF-8 by chance; text has no other control characters than these.
    return /^[\t\n\r\x20-\x7e\x80-\u{10ffff}]*$/u.test(text) ? text : undefined;
  } catch {
    return undefined;
  }
}

/** Lines in columns, each as wide as its widest cell. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
