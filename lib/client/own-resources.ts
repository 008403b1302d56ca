import type { CommandBinding, NativeCommand } from "../binding/binding.ts";
import { splitMethod } from "../contract/document.ts";
import {
  makeResource,
  type Resource,
  type ResourceClass,
  type ResourceCommand,
  type ResourceOwner,
  resourceClass,
} from "../resources/resource.ts";

/** The commands of an addon, by family. */
type Commands = Readonly<Record<string, Readonly<Record<string, NativeCommand>>>>;

/** The classes of an addon's resources. They are made when they are first needed. */
export class OwnResources implements ResourceOwner {
  readonly #binding: CommandBinding;
  readonly #commands: () => Commands;
  readonly #name: () => string;
  #classes: Readonly<Record<string, ResourceClass>> | undefined;

  constructor(binding: CommandBinding, commands: () => Commands, name: () => string) {
    this.#binding = binding;
    this.#commands = commands;
    this.#name = name;
  }

  /** The classes by name. */
  get classes(): Readonly<Record<string, ResourceClass>> {
    this.#classes ??= classesOf(this.#binding.resources(), this.#commands());
    return this.#classes;
  }

  /** Makes an instance for a handle. */
  create(type: string, handle: unknown): Resource {
    return makeResource(this.classes[type] as ResourceClass, type, this, handle);
  }

  words(): string {
    return `the addon ${this.#name()}`;
  }

  dispose(handle: unknown): void {
    this.#binding.disposeResource(handle);
  }
}

/** The classes for a table of methods by type, as JSON text. */
export function classesOf(
  table: string,
  commands: Commands,
): Readonly<Record<string, ResourceClass>> {
  const methods: Readonly<Record<string, readonly string[]>> = JSON.parse(table);
  const classes = Object.entries(methods).map(([type, names]) => [
    type,
    resourceClass(
      type,
      names.flatMap((name) => commandsOf(commands, name)),
    ),
  ]);
  return Object.fromEntries(classes);
}

/** A command, and its twin if it blocks. */
function commandsOf(commands: Commands, method: string): [string, ResourceCommand][] {
  const { family, name } = splitMethod(method);
  const own = commands[family] ?? {};
  return [name, `${name}Sync`].flatMap((name) => {
    const command = Object.hasOwn(own, name) ? own[name] : undefined;
    return command === undefined ? [] : [[name, command] as [string, ResourceCommand]];
  });
}
