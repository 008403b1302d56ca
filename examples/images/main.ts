import { mkdirSync } from "node:fs";
import { images } from "./images.ts";

const [folder, ...paths] = process.argv.slice(2);
if (folder === undefined || paths.length === 0) {
  console.error("usage: npm run example -- images FOLDER IMAGE…");
  process.exit(2);
}

for (const path of paths) {
  const { width, height, format } = await images.info({ from: "file", path });
  console.log(`${path}: ${format}, ${width} × ${height}`);
}
mkdirSync(folder, { recursive: true });
await images.thumbnails(paths, folder, {
  width: 200,
  signal: AbortSignal.timeout(60_000),
  onThumbnail: ({ path, thumbnail }) => console.log(`${path} → ${thumbnail}`),
});
