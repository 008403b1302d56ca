import { type Contract, commandIn } from "../contract/document.ts";
import { columnIn } from "./columns.ts";

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
  return columnIn(commandIn(contract, method)?.result, items);
}
