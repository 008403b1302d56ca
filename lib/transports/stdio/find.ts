import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { isThere } from "../../binding/files.ts";
import { inspect } from "../../binding/inspect.ts";
import { machine, nameOf } from "../../binding/machine.ts";
import { hostInPackage, packageFor } from "../../binding/platform-package.ts";

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
  // From the sources the checkout is three folders up; from dist/ it is one.
  const roots = [join(here, "..", "..", ".."), join(here, "..")];
  const built = roots.flatMap((root) =>
    ["release", "debug"].map((profile) => join(root, "target", profile, name)),
  );
  return built.find((file) => isThere(file)) ?? hostInPackage() ?? name;
}

/**
 * What to check when a host did not even identify itself: the system refused to start it, or it
 * exited.
 */
export function hintFor(host: string, refusal: unknown): string {
  if (refusal === undefined) {
    return host === hostInPackage() ? faultIn(host) : "";
  }
  const { code } = refusal as NodeJS.ErrnoException;
  if (code === "ENOENT" && host === name) {
    const places = `PINTLE_HOST is not set, and neither ${packageFor(machine())} nor PATH has it`;
    return `; ${places}: reinstall the package, or set PINTLE_HOST`;
  }
  if (code === "ENOENT" && isThere(host)) {
    return "; the file exists, so its working folder or its interpreter is missing";
  }
  if (code === "EACCES" && isThere(host)) {
    return "; the file exists, but is not executable: reinstall the package, or use `chmod +x`";
  }
  return "";
}

/** What is wrong with a package's program. The system may have run it as a shell script. */
function faultIn(program: string): string {
  const [built, here] = [inspect(program), machine()];
  if (built === undefined) {
    return "; the file is not a program, or is incomplete: reinstall the package";
  }
  return built.os === here.os && built.cpu === here.cpu
    ? ""
    : `; it is built for ${nameOf(built)}, but this is ${nameOf(here)}: run \`npm install\` with this Node`;
}
