// `npm run version -- X`: sets the version of everything here to X. `npm run build` then does what follows.

import { readFileSync, writeFileSync } from "node:fs";
import { places } from "./packages/versions.mjs";
import { at } from "./setup/root.mjs";

const [version = "", ...surplus] = process.argv.slice(2);

if (/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version) && surplus.length === 0) {
  for (const { path, pattern } of places) {
    const text = readFileSync(at(path), "utf8");
    const changed = text.replaceAll(pattern, (match, old) =>
      match.replace(`"${old}"`, `"${version}"`),
    );
    writeFileSync(at(path), changed);
  }
  console.log(`Everything is ${version}. Run \`npm run build\`, and commit the difference.`);
} else {
  console.error("usage: npm run version -- X, such as 1.2.3 or 1.2.3-rc.1");
  process.exitCode = 2;
}
