import type { CommandBinding, CommandCall, NativeCommand } from "../binding/binding.ts";
import { offerChecks } from "../binding/checks.ts";
import { handoffItems } from "../binding/items.ts";
import { handoffProperties } from "../binding/properties.ts";
import { Bytes } from "../bytes/bytes.ts";
import { type Contract, splitMethod } from "../contract/document.ts";
import { type CommandSchemas, commandSchemas } from "../contract/standard-schema.ts";
import { createError } from "../errors/stack.ts";
import { classes } from "../options/classes.ts";
import { blocking } from "./blocking.ts";
import { prepareCallback } from "./callback.ts";

/** A loaded addon: the commands of one contract. */
export class Addon<Bound extends CommandBinding = CommandBinding> {
  readonly binding: Bound;
  /** Its file, if it is native: every thread that uses it loads it itself. */
  readonly file: string | undefined;
  /** The commands by family, as TypeScript calls them. */
  readonly commands: Readonly<Record<string, Readonly<Record<string, NativeCommand>>>>;
  #contract: Contract | undefined;

  constructor(binding: Bound, file?: string) {
    binding.initialize({
      createError,
      Bytes,
      handoffProperties,
      handoffItems,
      classes,
      prepareCallback,
    });
    offerChecks(binding);
    this.file = file;
    this.binding = binding;
    this.commands = families(binding, (method) => this.#call(method));
  }

  /** What the commands are. */
  get contract(): Contract {
    this.#contract ??= JSON.parse(this.binding.contract()) as Contract;
    return this.#contract;
  }

  #call(method: string): CommandCall | undefined {
    const calls: Readonly<Record<string, CommandCall>> = JSON.parse(this.binding.calls(method));
    return Object.hasOwn(calls, method) ? calls[method] : undefined;
  }

  /** Standard Schema objects of every command, by method. */
  get schemas(): Readonly<Record<string, CommandSchemas<unknown, unknown>>> {
    return Object.fromEntries(
      methodsOf(this.binding).map((method) => [
        method,
        commandSchemas(this.binding, () => this.contract, method),
      ]),
    );
  }
}

/**
 * The functions of every family. A synchronous command is the native function itself: there is
 * nothing between a direct call and Rust.
 */
function families(
  binding: CommandBinding,
  call: (method: string) => CommandCall | undefined,
): Addon["commands"] {
  const built: Record<string, Record<string, NativeCommand>> = {};
  for (const [family, native] of Object.entries(binding.commands)) {
    built[family] = { ...native };
    for (const name of Object.keys(native).filter((name) => Object.hasOwn(native, `${name}Sync`))) {
      const method = `${family}.${name}`;
      const start = native[name] as NativeCommand;
      built[family][name] = blocking(binding, method, () => call(method), start);
    }
  }
  return built;
}

/** The methods of an addon, without the twins of blocking ones. */
function methodsOf({ commands }: CommandBinding): string[] {
  return Object.entries(commands).flatMap(([family, native]) =>
    Object.keys(native)
      .filter((name) => !(name.endsWith("Sync") && Object.hasOwn(native, name.slice(0, -4))))
      .map((name) => `${family}.${name}`),
  );
}

/** The function of a method, or undefined. */
export function commandOf(addon: Addon, method: string): NativeCommand | undefined {
  const { family, name } = splitMethod(method);
  const commands = Object.hasOwn(addon.commands, family) ? addon.commands[family] : undefined;
  return commands !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined;
}
