import { at } from "./root.mjs";

/** Where the addon for this machine is built, named as @napi-rs/cli names it. */
export const addon = at("lib", "binding", `pintle.${tuple()}.node`);

function tuple() {
  const machine = `${process.platform}-${process.arch}`;
  switch (process.platform) {
    case "linux":
      return `${machine}-${isMusl() ? "musl" : "gnu"}`;
    case "win32":
      return `${machine}-msvc`;
    default:
      return machine;
  }
}

function isMusl() {
  const report = /** @type {any} */ (process.report);
  report.excludeNetwork = true; // Else it looks up the name of every open socket.
  return report.getReport().header.glibcVersionRuntime === undefined;
}
