import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { search, sqlite } from "./search.ts";

const [folder, query, ...surplus] = process.argv.slice(2);
if (folder === undefined || query === undefined || surplus.length > 0) {
  console.error("usage: npm run example -- search FOLDER QUERY");
  process.exit(2);
}

const names = readdirSync(folder).filter((name) => name.endsWith(".md"));
const documents = names.map((id) => ({ id, text: readFileSync(join(folder, id), "utf8") }));

// Both are dropped at the end of the block; without `using`, when they are collected.
using index = search.createIndex();
await index.add(documents);

using database = sqlite.open(":memory:");
await database.script("create table hits (id text, score real, bytes integer)");
const sizes = new Map(documents.map(({ id, text }) => [id, Buffer.byteLength(text)]));
for (const { id, score } of index.find(query)) {
  const params = [id, score, sizes.get(id) ?? null];
  await database.execute("insert into hits values (?, ?, ?)", params);
}
for await (const hit of database.rows("select * from hits order by score desc")) {
  console.log(hit);
}
