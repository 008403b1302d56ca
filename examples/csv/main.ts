import { csv } from "./csv.ts";

const [path, ...surplus] = process.argv.slice(2);
if (path === undefined || surplus.length > 0) {
  console.error("usage: npm run example -- csv FILE");
  process.exit(2);
}

// Row by row: however large the file is, few rows are in memory.
let rows = 0;
for await (const row of csv.rows(path)) {
  rows += 1;
  if (rows <= 3) {
    console.log(row);
  }
}
console.log(`${rows} rows, with the header`);

// As columns: those of numbers are typed arrays.
for (const column of (await csv.columns(path)).columns) {
  if (column.kind === "numbers") {
    const sum = column.values.reduce((sum, value) => sum + value, 0);
    console.log(`${column.name}: numbers, ${sum / column.values.length} on average`);
  } else {
    console.log(`${column.name}: ${new Set(column.values).size} different texts`);
  }
}
