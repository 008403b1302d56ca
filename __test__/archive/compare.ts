import { archive, type ExtractOptions } from "../../index.ts";
import { failure } from "../failure.ts";
import { isSameTree, type Reading, type Tree, treeOf } from "./many-readers.ts";

/** What Pintle does on purpose where two other readers do something else. */
export type Purpose =
  /** The code of the error. */
  | { readonly refused: string }
  /** Reads it in its own way. */
  | { readonly reads: string };

/** One odd archive, and what other readers make of it. */
export interface Odd {
  readonly what: string;
  readonly data: Uint8Array;
  readonly readings: readonly Reading[];
}

/** Every way to extract, in turn. */
const ways = [
  (data: Uint8Array, into: string, options: ExtractOptions) =>
    archive.extractBytes(data, into, options),
  (data: Uint8Array, into: string, options: ExtractOptions) =>
    Promise.resolve().then(() => archive.extractBytesSync(data, into, options)),
];

/**
 * What is wrong with how Pintle reads an archive; nothing if all is well. It reads what two others read
 * alike, or refuses it; what it does on purpose is said in `purposes`, and in docs/commands.md.
 */
export async function complaint(
  odd: Odd,
  index: number,
  into: string,
  purposes: ReadonlyMap<string, Purpose>,
  options: ExtractOptions = {},
): Promise<string | undefined> {
  const way = ways[index % ways.length] as (typeof ways)[number];
  const good = odd.readings.filter(({ ok }) => ok).map(({ tree }) => tree);
  const purpose = purposes.get(odd.what);
  let count: number;
  try {
    const { files, directories, symlinks, skipped } = await way(odd.data, into, options);
    count = files + directories + symlinks + skipped.length;
  } catch (error) {
    const { code } = await failure(() => Promise.reject(error));
    const agreed = good.some((a, i) => good.slice(i + 1).some((b) => isSameTree(a, b)));
    if (!/^ERR_PINTLE_(ARCHIVE_.*|NOT_UTF8)$/.test(code)) {
      return `${odd.what}: ${String(error)}`;
    }
    const expected = purpose !== undefined && "refused" in purpose ? purpose.refused : undefined;
    return agreed && expected !== code
      ? `${odd.what}: others read it, ${String(error)}`
      : undefined;
  }
  if ((await listed(odd.data, options)) < count) {
    return `${odd.what}: less is listed than extracted`;
  }
  const tree = treeOf(into);
  const same = good.filter((other) => isSameTree(tree, other)).length;
  if (same >= 2 || (purpose !== undefined && "reads" in purpose)) {
    return undefined;
  }
  return `${odd.what}: ${same} others read ${shown(tree)}; ${odd.readings.map(({ ok, tree }) => `${ok} ${shown(tree)}`).join(", ")}`;
}

function shown(tree: Tree): string {
  const lines = [...tree].map(([path, { what, mode, time }]) => [
    path,
    `${what} ${mode?.toString(8)} ${time}`,
  ]);
  return JSON.stringify(Object.fromEntries(lines));
}

/** How many entries are listed. A list has no names that are not UTF-8. */
async function listed(data: Uint8Array, options: ExtractOptions): Promise<number> {
  try {
    const { format } = options;
    return (await archive.listBytes(data, format === undefined ? {} : { format })).count;
  } catch (error) {
    const { code } = await failure(() => Promise.reject(error));
    return code === "ERR_PINTLE_NOT_UTF8" ? Number.POSITIVE_INFINITY : 0;
  }
}
