import { columnOf, isColumnName } from "../contract/columns.ts";
import { type Contract, commandIn, type JsonSchema } from "../contract/document.ts";

/** Items of a method's output as `batches()` yields them. */
export function columnsOf(contract: Contract, method: string, items: ArrayLike<unknown>): unknown {
  const batch = commandIn(contract, method)?.output?.batch;
  return batch?.properties === undefined
    ? columnIn(batch, items)
    : transposed(batch.properties, items);
}

/** Items as the schema of their list has them: a typed array if it is one, otherwise as they are. */
export function columnIn(schema: JsonSchema | undefined, items: ArrayLike<unknown>): unknown {
  const kind = schema?.["x-type"] ?? "";
  if (ArrayBuffer.isView(items)) {
    return items;
  }
  if (kind === "bytes") {
    return Uint8Array.from(items as ArrayLike<number>);
  }
  return isColumnName(kind) ? columnOf(kind, Array.from(items)) : items;
}

function transposed(
  columns: Readonly<Record<string, JsonSchema>>,
  items: ArrayLike<unknown>,
): Record<string, unknown> {
  const rows = Array.from(items) as Readonly<Record<string, unknown>>[];
  return Object.fromEntries(
    Object.entries(columns).map(([name, schema]) => [
      name,
      columnIn(
        schema,
        rows.map((row) => row[name]),
      ),
    ]),
  );
}
