import type { CommandBinding, CommandCall, NativeCommand } from "../binding/binding.ts";
import { offerChecks } from "../binding/checks.ts";
import { handoffItems } from "../binding/items.ts";
import { handoffProperties } from "../binding/properties.ts";
import { Bytes } from "../bytes/bytes.ts";
import { transfers } from "../bytes/transfer.ts";
import { type Contract, splitMethod } from "../contract/document.ts";
import { type CommandSchemas, commandSchemas } from "../contract/standard-schema.ts";
import { createError } from "../errors/stack.ts";
import { classes } from "../options/classes.ts";
import { define } from "../options/own.ts";
import { aboutResource, Resource, type ResourceClass } from "../resources/resource.ts";
import { columnsOf } from "../stream/columns.ts";
import { blocking } from "./blocking.ts";
import { prepareCallback } from "./callback.ts";
import { OwnResources } from "./own-resources.ts";
import { streaming } from "./streaming.ts";

/** A loaded addon: the commands of one contract. */
export class Addon<Bound extends CommandBinding = CommandBinding> {
  readonly binding: Bound;
  /** Its file, if it is native: every thread that uses it loads it itself. */
  readonly file: string | undefined;
  /** The commands by family, as TypeScript calls them. */
  readonly commands: Readonly<Record<string, Readonly<Record<string, NativeCommand>>>>;
  readonly #resources: OwnResources;
  #contract: Contract | undefined;

  constructor(binding: Bound, file?: string) {
    this.#resources = new OwnResources(
      binding,
      () => this.commands,
      () => this.contract["x-contract"].name,
    );
    binding.initialize({
      createError,
      Bytes,
      handoffProperties,
      handoffItems,
      classes,
      prepareCallback,
      transfers,
      createResource: (type, handle) => this.#resources.create(type, handle),
      handleOf: Resource.handle,
      aboutResource,
    });
    offerChecks(binding);
    this.file = file;
    this.binding = binding;
    this.commands = families(binding, {
      call: (method) => this.#call(method),
      whole: (method, items) => columnsOf(this.contract, method, items),
    });
  }

  /** What the commands are. */
  get contract(): Contract {
    this.#contract ??= JSON.parse(this.binding.contract()) as Contract;
    return this.#contract;
  }

  /** The classes of its resources, by name. */
  get resources(): Readonly<Record<string, ResourceClass>> {
    return this.#resources.classes;
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

/** What is looked up once it is needed. */
interface Known {
  /** How a method is called. */
  call(method: string): CommandCall | undefined;
  /** The items of a method's output in columns, if it has such. */
  whole(method: string, items: ArrayLike<unknown>): unknown;
}

/**
 * The functions of every family. A synchronous command is the native function itself: there is
 * nothing between a direct call and Rust.
 */
function families(binding: CommandBinding, known: Known): Addon["commands"] {
  const streams = new Set(binding.streams);
  const built: Record<string, Record<string, NativeCommand>> = {};
  for (const [family, native] of Object.entries(binding.commands)) {
    const commands = { ...native };
    define(built, family, commands);
    for (const name of Object.keys(native).filter((name) => Object.hasOwn(native, `${name}Sync`))) {
      const method = `${family}.${name}`;
      const start = native[name] as NativeCommand;
      const lookUp = () => known.call(method);
      commands[name] = streams.has(method)
        ? streaming(
            binding,
            { method, lookUp, whole: (items) => known.whole(method, items) },
            start,
          )
        : blocking(binding, method, lookUp, start);
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
