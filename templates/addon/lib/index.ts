/** What `import … from "@scope/my-addon"` exports: the commands, as `pintle build` generates them. */

export * from "./commands.ts";
