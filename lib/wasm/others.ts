import type { CommandBinding, NativeCommand } from "../binding/binding.ts";
import { splitMethod } from "../contract/document.ts";
import { notPortableError } from "../errors/not-portable.ts";
import { define } from "../options/own.ts";

/** What a binding has of commands. */
type Commands = Pick<CommandBinding, "commands" | "streams">;

/**
 * The commands with those that are not portable, which fail when they are called; `streams` are those of them that
 * return streams. All are blocking: they need an operating system, and wait for it.
 */
export function withTheOthers(
  portable: Commands,
  notPortable: readonly string[],
  streams: readonly string[],
): Commands {
  const all: Record<string, Record<string, NativeCommand>> = {};
  for (const [family, own] of Object.entries(portable.commands)) {
    define(all, family, { ...own });
  }
  for (const method of notPortable) {
    const { family, name } = splitMethod(method);
    if (!Object.hasOwn(all, family)) {
      define(all, family, {});
    }
    const commands = all[family] as Record<string, NativeCommand>;
    const fail = () => {
      throw notPortableError(method);
    };
    // What opens a stream returns no promise: the first read of the stream reports it.
    define(commands, name, streams.includes(method) ? fail : async () => fail());
    define(commands, `${name}Sync`, fail);
  }
  return { commands: all, streams: [...portable.streams, ...streams] };
}
