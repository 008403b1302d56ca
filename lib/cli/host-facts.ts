import { spawnSync } from "node:child_process";
import { contractHash } from "../generated/expected.ts";
import { findHost, hintFor } from "../transports/stdio/find.ts";

/** Which pintle-host there is, and what keeps calls from going over it. */
export interface HostFacts {
  readonly host: string;
  readonly hostVersion?: string;
  readonly warning?: string;
}

/** Asks pintle-host for its version. Only the transport `stdio` needs it. */
export function hostFacts(): HostFacts {
  const host = findHost();
  const { error, stdout } = askVersion(host);
  const hostVersion = stdout?.trim() ?? "";
  if (error !== undefined || hostVersion === "") {
    const why = error?.message ?? "it does not say its version";
    const warning = `calls over stdio will fail: ${why}${hintFor(host, error)}`;
    return { host, warning };
  }
  if (!hostVersion.includes(contractHash)) {
    const warning =
      "calls over stdio will fail: pintle-host and the JavaScript are of different builds";
    return { host, hostVersion, warning };
  }
  return { host, hostVersion };
}

function askVersion(host: string): { readonly error?: Error; readonly stdout?: string } {
  try {
    return spawnSync(host, ["--version"], { encoding: "utf8", timeout: 10_000 });
  } catch (error) {
    return { error: error as Error }; // Node's permission model may forbid it.
  }
}
