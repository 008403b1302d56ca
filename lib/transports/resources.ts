import type { ContractCommand } from "../contract/document.ts";
import { splitMethod } from "../contract/document.ts";
import { PintleError } from "../errors/pintle-error.ts";
import { pointerOf, readable } from "../errors/pointer.ts";
import {
  makeResource,
  mapResources,
  Resource,
  type ResourceClass,
  type ResourceOwner,
  resourceClass,
} from "../resources/resource.ts";
import { families } from "./client.ts";
import type { Params, Transport } from "./transport.ts";

/** The resources that a transport's calls have returned. Their methods are calls over it again. */
export class TransportResources<Handle> implements ResourceOwner {
  readonly #transport: () => Transport;
  readonly #drop: (handle: Handle) => void;
  readonly #classes = new Map<string, ResourceClass>();

  constructor(transport: () => Transport, drop: (handle: Handle) => void) {
    this.#transport = transport;
    this.#drop = drop;
  }

  /** Makes an instance. */
  make(type: string, handle: Handle): Resource {
    const known = this.#classes.get(type) ?? classOf(this.#transport(), type);
    this.#classes.set(type, known);
    return makeResource(known, type, this, handle);
  }

  /** The handle of an instance, if it is one of this transport's. */
  handleOf(instance: Resource): Handle | undefined {
    const isOwn = Resource.origin(instance)?.owner === this;
    return isOwn ? (Resource.handle(instance) as Handle) : undefined;
  }

  words(): undefined {
    return undefined;
  }

  dispose(handle: unknown): void {
    this.#drop(handle as Handle);
  }
}

/** The class whose methods are the commands of a transport that take the resource first. */
function classOf(transport: Transport, type: string): ResourceClass {
  const commands = families(transport);
  const own = Object.entries(transport.contract()["x-commands"]).filter(
    ([, { params, directOnly }]) => params[0]?.schema["x-resource"] === type && !directOnly,
  );
  const methods = own.map(([method]) => {
    const { family, name } = splitMethod(method);
    return [name, (...args: unknown[]) => commands[family]?.[name]?.(...args)] as const;
  });
  return resourceClass(type, methods, "instance");
}

/** The parameters of a call with something in place of each instance. */
export function withoutInstances(
  command: ContractCommand | undefined,
  params: Params,
  map: (instance: Resource, path: readonly string[]) => unknown,
): Params {
  return command?.resources === true ? (mapResources(params, map) as Params) : params;
}

/** Throws for a command that takes or returns a resource, where none can be carried. */
export function refuseResources(
  method: string,
  command: ContractCommand | undefined,
  way: string,
): void {
  if (command?.resources === true) {
    throw new PintleError({
      code: "ERR_PINTLE_NOT_CARRIED",
      message: `${method}: a resource cannot be carried over ${way}: call the command directly, or over another transport`,
      command: method,
      pointer: "",
    });
  }
}

/** The error for an instance whose resource is gone. */
export function disposedError(
  command: string | null,
  path: readonly string[],
  type: string,
): PintleError {
  const what = `expected a resource of type ${type}, got one that has been disposed of`;
  return resourceError("ERR_PINTLE_DISPOSED", command, path, what);
}

/** The error for an instance that another transport, or an addon, has made. */
export function foreignError(
  command: string | null,
  path: readonly string[],
  type: string,
): PintleError {
  const what = `expected a resource of type ${type} of this connection, got one of another`;
  return resourceError("ERR_PINTLE_INVALID_TYPE", command, path, what);
}

function resourceError(
  code: string,
  command: string | null,
  path: readonly string[],
  what: string,
): PintleError {
  const parts = [command, readable(path), what];
  return new PintleError({
    code,
    message: parts.filter((part) => part !== null && part !== "").join(": "),
    command,
    pointer: pointerOf(path),
  });
}
