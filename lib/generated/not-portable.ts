// Generated from the contract. Do not edit.

/** The commands that are not portable. */
export const notPortable: readonly string[] = [
  "program.run",
  "program.lines",
  "program.which",
  "tree.walk",
  "tree.entries",
  "tree.copy",
  "tree.link",
  "tree.remove",
  "tree.size",
  "hash.file",
  "hash.files",
  "hash.tree",
  "hash.checkFile",
  "hash.checkFiles",
  "archive.extract",
  "archive.extractBytes",
  "archive.list",
  "archive.listBytes",
  "archive.entries",
  "archive.create",
  "archive.createBytes",
  "text.search",
  "text.matches",
  "text.replace",
];

/** Those of them that return streams. */
export const notPortableStreams: readonly string[] = [
  "program.lines",
  "tree.entries",
  "archive.entries",
  "text.matches",
];
