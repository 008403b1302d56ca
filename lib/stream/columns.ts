import { columnOf, isColumnName } from "../contract/columns.ts";
import { type Contract, commandIn, type JsonSchema } from "../contract/document.ts";

/** Items of a method's output as `batches()` yields them. */
export function columnsOf(contract: Contract, method: string, items: ArrayLike<unknown>): unknown {
  const batch = commandIn(contract, method)?.output?.batch;
  return batch?.properties === undefined ? items : transposed(batch.properties, items);
}

function transposed(
  columns: Readonly<Record<string, JsonSchema>>,
  items: ArrayLike<unknown>,
): Record<string, unknown> {
  const rows = Array.from(items) as Readonly<Record<string, unknown>>[];
  return Object.fromEntries(
    Object.entries(columns).map(([name, schema]) => {
      const values = rows.map((row) => row[name]);
      const kind = schema["x-type"] ?? "";
      if (kind === "bytes") {
        return [name, Uint8Array.from(values as number[])];
      }
      return [name, isColumnName(kind) ? columnOf(kind, values) : values];
    }),
  );
}
