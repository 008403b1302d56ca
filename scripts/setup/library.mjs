import { at } from "./root.mjs";

/**
 * Where Cargo puts the dynamic library of a crate.
 *
 * @param {string} crate its name
 * @param {"debug" | "release"} profile
 */
export function libraryOf(crate, profile) {
  return at("target", profile, fileName(crate.replaceAll("-", "_")));
}

/** @param {string} stem */
function fileName(stem) {
  switch (process.platform) {
    case "darwin":
      return `lib${stem}.dylib`;
    case "win32":
      return `${stem}.dll`;
    default:
      return `lib${stem}.so`;
  }
}
