// Generated from the contract. Do not edit.

/** The commands that are not portable. */
export const elsewhere: readonly string[] = [
  "program.run",
  "program.which",
  "tree.walk",
  "tree.copy",
  "tree.remove",
  "tree.size",
  "hash.file",
  "hash.files",
  "hash.tree",
];
