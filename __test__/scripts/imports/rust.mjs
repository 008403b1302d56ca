import { tokenize, tree } from "./rust-tokens.mjs";

/**
 * A module with a file of its own.
 *
 * @typedef {object} Module
 * @property {string} path of its file
 * @property {string[]} name from the crate's root, which has no name
 * @property {Map<string, string[]>} uses what its `use` brings in, by the name that it has here
 * @property {string[][]} paths every path in it that starts from the crate, as names from the root
 * @property {string[]} tests modules in it that only tests have, with their names from the root
 */

/**
 * What the modules of a crate need of each other: paths in `use` and in code. A name that a module only
 * passes on (`pub use`) leads to where it comes from. What only tests need does not count.
 *
 * No tool does this as part of a test: cargo-modules builds rust-analyzer, which takes minutes, and
 * rustc's own output has no module of a path once it is resolved. This reads tokens, and knows nothing
 * of macros that write paths.
 *
 * @param {Map<string, string>} files of the folder `src`
 * @returns {import("./circles.mjs").Import[]}
 */
export function rustImports(files) {
  /** @type {Map<string, Module>} */
  const modules = new Map();
  for (const [path, text] of files) {
    const name = moduleName(path);
    modules.set(name.join("::"), { path, name, ...read(text, name) });
  }
  const tests = [...modules.values()].flatMap((module) => module.tests);
  /** @param {string} name */
  const isTest = (name) => tests.some((test) => name === test || name.startsWith(`${test}::`));
  const inUse = [...modules].filter(([name]) => !isTest(name)).map(([, module]) => module);
  return inUse.flatMap((module) => {
    const targets = module.paths.map((path) => modules.get(resolve(modules, path))?.path);
    return [...new Set(targets)]
      .filter((to) => to !== undefined && to !== module.path)
      .map((to) => ({ from: module.path, to: String(to) }));
  });
}

/** @param {string} path such as "tree/mod.rs" */
function moduleName(path) {
  const parts = path.replace(/\.rs$/, "").split("/");
  return ["mod", "lib", "main"].includes(parts.at(-1) ?? "") ? parts.slice(0, -1) : parts;
}

/**
 * The module that has what a path names.
 *
 * @param {Map<string, Module>} modules
 * @param {readonly string[]} path from the root
 * @param {number} [hops] names that were passed on
 * @returns {string}
 */
function resolve(modules, path, hops = 0) {
  for (let length = path.length; length >= 0; length -= 1) {
    const module = modules.get(path.slice(0, length).join("::"));
    if (module !== undefined) {
      const passed = module.uses.get(path[length] ?? "");
      return passed === undefined || hops > 9
        ? module.name.join("::")
        : resolve(modules, [...passed, ...path.slice(length + 1)], hops + 1);
    }
  }
  return "";
}

/**
 * @param {string} text
 * @param {readonly string[]} name of the module
 */
function read(text, name) {
  const { tokens, tests } = tokenize(text);
  /** @type {Map<string, string[]>} */
  const uses = new Map();
  /** @type {string[][]} */
  const paths = [];
  const children = new Set(
    tokens.filter((_, index) => tokens[index - 1] === "mod" && tokens[index + 1] === ";"),
  );
  /** @type {{ name: string, depth: number }[]} inline modules that are open */
  const inline = [];
  let depth = 0;
  let isPassedOn = false;

  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index] ?? "";
    const here = [...name, ...inline.map((one) => one.name)];
    if (token === "{") {
      depth += 1;
    } else if (token === "}") {
      depth -= 1;
      if (inline.at(-1)?.depth === depth) {
        inline.pop();
      }
    } else if (token === "pub") {
      const end = tokens[index + 1] === "(" ? tokens.indexOf(")", index) : index;
      isPassedOn = tokens[end + 1] === "use";
      index = end;
    } else if (token === "mod" && tokens[index + 2] === "{") {
      inline.push({ name: tokens[index + 1] ?? "", depth });
    } else if (token === "use") {
      const end = tokens.indexOf(";", index);
      for (const { path, as } of tree(tokens.slice(index + 1, end))) {
        const absolute = fromRoot(path, here, children);
        if (absolute !== undefined) {
          uses.set(as, absolute);
          if (!isPassedOn) {
            paths.push(absolute);
          }
        }
      }
      isPassedOn = false;
      index = end;
    } else if (tokens[index + 1] === "::" && tokens[index - 1] !== "::" && /^\w/.test(token)) {
      const path = [token];
      for (; tokens[index + 1] === "::" && /^\w/.test(tokens[index + 2] ?? ""); index += 2) {
        path.push(tokens[index + 2] ?? "");
      }
      const absolute = fromRoot(path, here, children);
      if (absolute !== undefined) {
        paths.push(absolute);
      }
    }
  }
  return { uses, paths, tests: tests.map((test) => [...name, test].join("::")) };
}

/**
 * @param {readonly string[]} path as it is written
 * @param {readonly string[]} here
 * @param {ReadonlySet<string>} children modules that are declared here
 * @returns {string[] | undefined} from the crate's root; nothing for other crates and own items
 */
function fromRoot(path, here, children) {
  const [first = "", ...rest] = path;
  if (first === "crate") {
    return rest;
  }
  if (first === "self") {
    return [...here, ...rest];
  }
  if (first === "super") {
    const up = path.findIndex((name) => name !== "super");
    const count = up === -1 ? path.length : up;
    return [...here.slice(0, here.length - count), ...path.slice(count)];
  }
  return children.has(first) ? [...here, ...path] : undefined;
}
