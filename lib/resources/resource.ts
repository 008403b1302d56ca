import { PintleError } from "../errors/pintle-error.ts";
import { ownOf } from "../options/own.ts";
import { replaceInside } from "../options/replace-inside.ts";

/** Who has the resources that handles refer to: an addon, or a connection to another process. */
export interface ResourceOwner {
  /** What messages call it, after "of"; nothing if its resources need no further description. */
  words(): string | undefined;
  /** Drops what a handle refers to, if that has not been done. */
  dispose(handle: unknown): void;
}

/** Nobody else can make instances: a handle is only one if its owner has made it. */
const made = Symbol("made by a command");

/**
 * An instance of a resource's class: a handle to state that Rust keeps. Commands make them; the garbage
 * collector drops the resource, unless it has been disposed of before.
 */
export class Resource {
  readonly #handle: unknown;
  readonly #owner: ResourceOwner;
  readonly #type: string;

  constructor(key: unknown, type: string, owner: ResourceOwner, handle: unknown) {
    if (key !== made) {
      throw new TypeError(`${new.target.name} cannot be made with new: a command returns it`);
    }
    this.#type = type;
    this.#owner = owner;
    this.#handle = handle;
  }

  /** Drops the resource once no running call needs it. What uses the instance from now on fails. */
  [Symbol.dispose](): void {
    this.#owner.dispose(this.#handle);
  }

  get [Symbol.toStringTag](): string {
    return this.#type;
  }

  /** JSON has no form of it. */
  toJSON(): never {
    throw new PintleError({
      code: "ERR_PINTLE_NOT_CARRIED",
      message: `a resource (${this.#type}) cannot be written as JSON: pass it to a command directly, or as a plan's input`,
      pointer: "",
    });
  }

  /** Whether a value is an instance, whoever has its resource. */
  static is(value: unknown): value is Resource {
    return isObject(value) && #handle in value;
  }

  /** The handle of an instance; `undefined` for anything else, such as a copy. */
  static handle(value: unknown): unknown {
    return isObject(value) && #handle in value ? value.#handle : undefined;
  }

  /** The type of an instance, and who has its resource. */
  static origin(value: unknown): { type: string; owner: ResourceOwner } | undefined {
    return isObject(value) && #handle in value
      ? { type: value.#type, owner: value.#owner }
      : undefined;
  }
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

/** The class of a type of resources. */
export type ResourceClass = typeof Resource;

/** Makes an instance. */
export function makeResource(
  of: ResourceClass,
  type: string,
  owner: ResourceOwner,
  handle: unknown,
): Resource {
  return new of(made, type, owner, handle);
}

/** What a class's method calls: with the handle, or what it was called on instead, as the first argument. */
export type ResourceCommand = (...args: unknown[]) => unknown;

/**
 * Makes the class of a type of resources, with a method for each of the commands. Those get the handle as their
 * first argument, or the instance itself.
 */
export function resourceClass(
  type: string,
  commands: Iterable<readonly [name: string, command: ResourceCommand]>,
  passed: "handle" | "instance" = "handle",
): ResourceClass {
  const method = passed === "handle" ? byHandle : byInstance;
  const of = { [type]: class extends Resource {} }[type] as ResourceClass;
  for (const [name, command] of commands) {
    const value = method(command);
    Object.defineProperty(value, "name", ownOf({ value: name, configurable: true }));
    const property = ownOf({ value, writable: true, configurable: true });
    Object.defineProperty(of.prototype, name, property);
  }
  return of;
}

function byInstance(command: ResourceCommand): ResourceCommand {
  return function (this: unknown, ...args: unknown[]): unknown {
    return command(this, ...args);
  };
}

/** Arguments are passed one by one, which costs a fraction of what a list of them costs. */
function byHandle(command: ResourceCommand): ResourceCommand {
  return function (this: unknown, a?: unknown, b?: unknown, c?: unknown): unknown {
    const handle = Resource.handle(this) ?? this;
    // biome-ignore lint/complexity/noArguments: a rest parameter would cost every call
    switch (arguments.length) {
      case 0:
        return command(handle);
      case 1:
        return command(handle, a);
      case 2:
        return command(handle, a, b);
      case 3:
        return command(handle, a, b, c);
      default:
        // biome-ignore lint/complexity/noArguments: as above
        return command(handle, ...arguments);
    }
  };
}

/** The name of an instance's type, and what messages call it. */
export function aboutResource(value: unknown): [type: string, words: string] | undefined {
  const origin = Resource.origin(value);
  if (origin === undefined) {
    return undefined;
  }
  const words = origin.owner.words();
  const shown = `a resource of type ${origin.type}`;
  return [origin.type, words === undefined ? shown : `${shown} of ${words}`];
}

/** The value with each instance in it, at any depth of plain values, replaced. */
export function mapResources(
  value: unknown,
  map: (instance: Resource, path: readonly string[]) => unknown,
): unknown {
  return replaceInside(value, Resource.is, map);
}
