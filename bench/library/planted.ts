import { mkdirSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { folder } from "../harness/fixtures.ts";

/** A function that works something out when it is first asked. */
function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/**
 * A tree of small files in folders of fifty, three levels deep, as in a large repository. A third of
 * them, and one folder in ten, are what its `.gitignore` leaves out. Planted when first asked for.
 */
export function planted(count: number): () => string {
  return once(() => {
    const root = folder();
    writeFileSync(join(root, ".gitignore"), "*.log\n/part-3/\nnode_modules\n");
    for (let i = 0; i < count / 50; i++) {
      const place = join(root, `part-${i % 10}`, `sub-${i % 70}`, `folder-${i}`);
      mkdirSync(place, { recursive: true });
      for (let j = 0; j < 50; j++) {
        const path = join(place, `some-file-${j}.${j % 3 === 0 ? "log" : "ts"}`);
        writeFileSync(path, `content of ${i} ${j}\n`.repeat(50));
        utimesSync(path, i, j);
      }
    }
    return root;
  });
}
