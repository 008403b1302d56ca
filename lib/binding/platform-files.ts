// Generated from lib/binding/platforms.json. Do not edit.

import "./unbundled.ts";
import module from "node:module";

const require = module.createRequire(import.meta.url);

/**
 * The files of each platform's package, in the form that file tracing can read: this default import with
 * this name. A named `createRequire` webpack would follow too, and try to read the files as JavaScript.
 * `host` is there for file tracing alone: nobody calls it.
 */
export const platformFiles: Readonly<
  Record<string, Readonly<Record<"manifest" | "addon" | "host", () => unknown>>>
> = {
  "linux-x64-gnu": {
    manifest: () => require("@pintle/linux-x64-gnu/package.json"),
    addon: () => require("@pintle/linux-x64-gnu/prebuilds/linux-x64/pintle.glibc.node"),
    host: () => require("@pintle/linux-x64-gnu/bin/pintle-host"),
  },
  "linux-x64-musl": {
    manifest: () => require("@pintle/linux-x64-musl/package.json"),
    addon: () => require("@pintle/linux-x64-musl/prebuilds/linux-x64/pintle.musl.node"),
    host: () => require("@pintle/linux-x64-musl/bin/pintle-host"),
  },
  "linux-arm64-gnu": {
    manifest: () => require("@pintle/linux-arm64-gnu/package.json"),
    addon: () => require("@pintle/linux-arm64-gnu/prebuilds/linux-arm64/pintle.glibc.node"),
    host: () => require("@pintle/linux-arm64-gnu/bin/pintle-host"),
  },
  "linux-arm64-musl": {
    manifest: () => require("@pintle/linux-arm64-musl/package.json"),
    addon: () => require("@pintle/linux-arm64-musl/prebuilds/linux-arm64/pintle.musl.node"),
    host: () => require("@pintle/linux-arm64-musl/bin/pintle-host"),
  },
  "win32-x64": {
    manifest: () => require("@pintle/win32-x64/package.json"),
    addon: () => require("@pintle/win32-x64/prebuilds/win32-x64/pintle.node"),
    host: () => require("@pintle/win32-x64/bin/pintle-host.exe"),
  },
  "win32-arm64": {
    manifest: () => require("@pintle/win32-arm64/package.json"),
    addon: () => require("@pintle/win32-arm64/prebuilds/win32-arm64/pintle.node"),
    host: () => require("@pintle/win32-arm64/bin/pintle-host.exe"),
  },
  "darwin-x64": {
    manifest: () => require("@pintle/darwin-x64/package.json"),
    addon: () => require("@pintle/darwin-x64/prebuilds/darwin-x64/pintle.node"),
    host: () => require("@pintle/darwin-x64/bin/pintle-host"),
  },
  "darwin-arm64": {
    manifest: () => require("@pintle/darwin-arm64/package.json"),
    addon: () => require("@pintle/darwin-arm64/prebuilds/darwin-arm64/pintle.node"),
    host: () => require("@pintle/darwin-arm64/bin/pintle-host"),
  },
};
