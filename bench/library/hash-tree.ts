import { createHash, type Hash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fdir } from "fdir";
import { hash } from "pintle";
import type { Row } from "../harness/compare.ts";
import { repeatAwaited } from "../harness/repeat.ts";
import { planted } from "./planted.ts";

function updateWithLength(whole: Hash, text: string): void {
  const bytes = Buffer.from(text);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(bytes.length));
  whole.update(length).update(bytes);
}

/** The fingerprint as docs/commands.md specifies it, of a tree without links. */
async function fingerprint(root: string): Promise<string> {
  const paths = await new fdir().withRelativePaths().crawl(root).withPromise();
  const whole = createHash("sha256").update("pintle-tree-1\0");
  for (const path of paths.sort()) {
    const digest = createHash("sha256")
      .update(readFileSync(join(root, path)))
      .digest();
    whole.update("\0");
    updateWithLength(whole, path);
    whole.update(digest);
  }
  return whole.digest("hex");
}

export const rows: readonly Row[] = [100, 50_000].map((count): Row => {
  const root = planted(count);
  const options = { algorithm: "sha256" } as const;
  return {
    name: `hash.tree, ${count.toLocaleString("en")} files, SHA-256`,
    ours: repeatAwaited(async () => (await hash.tree(root(), options)).digest),
    theirs: { "readFileSync + node:crypto": repeatAwaited(() => fingerprint(root())) },
    ...(count === 50_000 && { atMost: { "readFileSync + node:crypto": 0.4 } }),
  };
});
