// A program with a client, which ends in different ways. It needs `dist/`.

import { connect, stdio } from "../../../dist/index.js";

const [how, mark, command, ...args] = process.argv.slice(2);
const transport = stdio({ command, args, framing: "lines" });
const client = await connect({ transport });
await client.math.add(1, 2);

if (how === "busy" || how === "killed") {
  client.program.run("sleep", [mark]).catch(() => {});
  await new Promise((resolve) => setTimeout(resolve, 300));
}
await new Promise((resolve) => process.stdout.write(`${transport.pid}\n`, resolve));
if (how === "busy") {
  process.exit(0);
}
