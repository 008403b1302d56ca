import { expect, it } from "vitest";
import { managerOf } from "../../lib/author/managers.ts";
import { addonName } from "../../lib/author/names.ts";
import { platformOf } from "../../lib/author/platform.ts";

it.each([
  ["words", { package: "words", crate: "words" }],
  ["my-words_2", { package: "my-words_2", crate: "my-words_2" }],
  ["@me/words", { package: "@me/words", crate: "words" }],
])("%s can be the name of an addon", (name, expected) => {
  expect(addonName(name)).toEqual(expected);
});

it.each([
  ["", "npm: "],
  ["Words", "npm: "],
  [".words", "npm: "],
  ["a b", "npm: "],
  ["../words", "npm: "],
  ["a/b", "npm: "],
  ["node_modules", "npm: "],
  ["http", "npm: "],
  ["a".repeat(215), "npm: "],
  ["3d", "Cargo: "],
  ["my.words", "Cargo: "],
  ["type", "Cargo: "],
  ["@me/fn", "Cargo: "],
  ["build", "Cargo: "],
  ["test", "Cargo: "],
  ["pintle", "Cargo: "],
  ["napi-build", "Cargo: "],
  ["com1", "Cargo: "],
])("%j cannot be", (name, why) => {
  expect(addonName(name)).toEqual({ problem: expect.stringContaining(why) });
});

it.each([
  ["pnpm/9.15.0 npm/? node/v22.12.0 linux x64", "pnpm"],
  ["yarn/1.22.22 npm/? node/v20.20.0 linux x64", "yarn"],
  ["bun/1.2.0 npm/? node/v22.6.0 linux x64", "bun"],
  ["npm/10.9.0 node/v22.12.0 linux x64 workspaces/false", "npm"],
  ["other/1.0.0", "npm"],
  [undefined, "npm"],
])("who runs %j is %s", (userAgent, name) => {
  expect(managerOf(userAgent)).toBe(name);
});

it.each([
  ["x86_64-unknown-linux-gnu", "linux-x64-gnu"],
  ["aarch64-unknown-linux-musl", "linux-arm64-musl"],
  ["armv7-unknown-linux-gnueabihf", "linux-arm-gnu"],
  ["aarch64-apple-darwin", "darwin-arm64"],
  ["x86_64-pc-windows-msvc", "win32-x64"],
  ["aarch64-pc-windows-gnullvm", "win32-arm64"],
  ["x86_64-unknown-freebsd", "freebsd-x64"],
  ["wasm32-unknown-unknown", undefined],
  ["aarch64-linux-android", undefined],
  ["nothing", undefined],
])("Rust's %s is Node's %s", (target, platform) => {
  expect(platformOf(target)).toBe(platform);
});
