import validate from "validate-npm-package-name";

/** What an addon is called. */
export interface AddonName {
  /** The package of npm, such as `@me/words`. */
  readonly package: string;
  /** The crate and the file of the addon: the same without the scope. */
  readonly crate: string;
}

/** The names of an addon, or why it cannot be called that. */
export function addonName(name: string): AddonName | { readonly problem: string } {
  const { validForNewPackages, errors = [], warnings = [] } = validate(name);
  if (!validForNewPackages) {
    return { problem: `npm: ${[...errors, ...warnings].join("; ")}` };
  }
  const crate = name.replace(/^@[^/]*\//, "");
  const problem = crateProblem(crate);
  return problem === undefined ? { package: name, crate } : { problem: `Cargo: ${problem}` };
}

/** Why Cargo would refuse a crate of that name, or could not build it. */
function crateProblem(name: string): string | undefined {
  if (!/^[a-z][a-z0-9_-]*$/.test(name)) {
    return `${JSON.stringify(name)}: expected a letter, and then letters, digits, - and _`;
  }
  if (reserved.has(name.replaceAll("-", "_"))) {
    return `${JSON.stringify(name)} has a meaning of its own`;
  }
  return undefined;
}

/**
 * What no crate can be called: keywords, the names of Cargo's folders and of crates that every addon uses, and
 * those that Windows takes for devices.
 */
const reserved: ReadonlySet<string> = new Set([
  ...["abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate"],
  ...["do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl"],
  ...["in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub"],
  ...["ref", "return", "self", "static", "struct", "super", "trait", "true", "try", "type"],
  ...["typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield"],
  ...["build", "deps", "examples", "incremental", "test"],
  ...["alloc", "core", "napi_build", "pintle", "proc_macro", "std"],
  ...["aux", "con", "nul", "prn", ...numbered("com"), ...numbered("lpt")],
]);

function numbered(name: string): string[] {
  return Array.from({ length: 9 }, (_, index) => `${name}${index + 1}`);
}
