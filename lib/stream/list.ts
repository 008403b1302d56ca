import { columnOf, isColumnName } from "../contract/columns.ts";
import { type Contract, commandIn } from "../contract/document.ts";

/** All items of a method's stream as the list that its `…Sync` twin returns. */
export async function listOf(
  contract: Contract,
  method: string,
  stream: AsyncIterable<unknown>,
): Promise<unknown> {
  const items: unknown[] = [];
  for await (const item of stream) {
    items.push(item);
  }
  const kind = commandIn(contract, method)?.result["x-type"] ?? "";
  if (kind === "bytes") {
    return Uint8Array.from(items as number[]);
  }
  return isColumnName(kind) ? columnOf(kind, items) : items;
}
