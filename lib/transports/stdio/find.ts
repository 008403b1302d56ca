import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { isThere } from "../../binding/files.ts";
import { hostInPackage } from "../../binding/platform-package.ts";

const name = process.platform === "win32" ? "pintle-host.exe" : "pintle-host";

/**
 * Where the host is: PINTLE_HOST, what cargo built in this checkout, what the package for this
 * platform has, or somewhere in PATH.
 */
export function findHost(): string {
  const chosen = process.env.PINTLE_HOST;
  if (chosen !== undefined && chosen !== "") {
    return chosen;
  }
  const here = dirname(fileURLToPath(import.meta.url));
  // From the sources the checkout is three folders up, from dist/ one.
  const roots = [join(here, "..", "..", ".."), join(here, "..")];
  const built = roots.flatMap((root) =>
    ["release", "debug"].map((profile) => join(root, "target", profile, name)),
  );
  return built.find((file) => isThere(file)) ?? hostInPackage() ?? name;
}
