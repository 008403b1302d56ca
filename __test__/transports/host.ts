import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The built pintle-host. What needs it fails without it, and is not skipped. */
export function host(): string {
  const built = ["release", "debug"].map((profile) =>
    fileURLToPath(new URL(`../../target/${profile}/pintle-host`, import.meta.url)),
  );
  const found = [process.env.PINTLE_HOST, ...built].find(
    (file) => file !== undefined && existsSync(file),
  );
  if (found === undefined) {
    throw new Error(
      `pintle-host is not built; looked for ${built.join(" and ")}\n  hint: cargo build -p pintle-host`,
    );
  }
  return found;
}

/** A host in JavaScript that misbehaves as a test wants. */
export const fakeHost: string = fileURLToPath(new URL("hosts/fake.mjs", import.meta.url));
