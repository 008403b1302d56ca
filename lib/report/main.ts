import { PintleError } from "../errors/pintle-error.ts";
import { compare } from "./compare.ts";
import { describe } from "./describe.ts";

/** What `npm start` does: the main job on a folder, as a report for a person. */
async function main([root = process.cwd(), ...surplus]: string[]): Promise<number> {
  if (surplus.length > 0 || root.startsWith("-")) {
    console.error("usage: npm start [-- DIR]");
    return 2;
  }
  try {
    console.log(describe(root, await compare(root)));
    return 0;
  } catch (error) {
    if (!PintleError.is(error)) {
      throw error;
    }
    console.error(`error: ${error.message}\n  code: ${error.code}`);
    return 1;
  }
}

process.exitCode = await main(process.argv.slice(2));
