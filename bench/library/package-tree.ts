import { lutimesSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** Text as packages hold it, so that it compresses as they do. */
const source = readFileSync(createRequire(import.meta.url).resolve("typescript"));

/** Writes a tree like that of a large npm package: files of 0.5 to 9.5 KB, some folders, some links. */
export function packageTree(root: string, files: number): void {
  const time = 1_600_000_000;
  for (let i = 0; i < files; i++) {
    const path = join(root, `package/${i % 7}/dir-${i % 331}/module-${i}.js`);
    mkdirSync(dirname(path), { recursive: true });
    const start = (i * 104_729) % (source.length - 10_000);
    const data = source.subarray(start, start + 500 + ((i * 7919) % 9000));
    writeFileSync(path, data, { mode: i % 50 === 0 ? 0o755 : 0o644 });
    lutimesSync(path, time + i, time + i);
    if (i % 200 === 0) {
      symlinkSync(`module-${i}.js`, `${path}.link`);
    }
  }
}
