/**
 * Imported before modules that need the URL of their script, which CommonJS bundles do not have.
 */

import { external } from "./external.ts";
import { PintleLoadError } from "./load-error.ts";

if (!String(import.meta.url).startsWith("file:")) {
  const cause =
    "a bundler has copied pintle into a script that does not know its own file (import.meta.url)";
  throw new PintleLoadError(
    {
      needed: "pintle as it is installed",
      found: "a copy in a bundle",
      tried: ["nothing: no starting path is known"],
    },
    { reason: "bundled", cause, fix: external },
  );
}
