import type { Resource } from "../../resources/resource.ts";
import { disposedError, foreignError, TransportResources } from "../resources.ts";
import type { Transport } from "../transport.ts";
import type { Connection } from "./connection.ts";

/** What an instance has for a handle: the number of a resource in a host. */
interface RemoteHandle {
  readonly connection: Connection;
  readonly number: number;
  isDisposed: boolean;
}

/** The resources in the hosts of one transport. Those of a host that has exited are gone. */
export class RemoteResources {
  readonly #resources: TransportResources<RemoteHandle>;
  readonly #forgotten = new FinalizationRegistry<{ connection: Connection; number: number }>(
    ({ connection, number }) => connection.release(number),
  );

  constructor(transport: () => Transport) {
    this.#resources = new TransportResources<RemoteHandle>(transport, (handle) => {
      if (!handle.isDisposed) {
        handle.isDisposed = true;
        this.#forgotten.unregister(handle);
        handle.connection.release(handle.number);
      }
    });
  }

  /** Makes an instance for a number that a connection has sent. */
  make(connection: Connection, type: string, number: number): Resource {
    const handle: RemoteHandle = { connection, number, isDisposed: false };
    const instance = this.#resources.make(type, handle);
    this.#forgotten.register(handle, { connection, number }, handle);
    return instance;
  }

  /** The number of an instance on the connection that is open. */
  numberOf(
    instance: Resource,
    connection: Connection | undefined,
    command: string | null,
    path: readonly string[],
  ): number {
    const type = instance[Symbol.toStringTag];
    const handle = this.#resources.handleOf(instance);
    if (handle === undefined) {
      throw foreignError(command, path, type);
    }
    if (handle.isDisposed || handle.connection !== connection || !connection.isOpen) {
      throw disposedError(command, path, type);
    }
    return handle.number;
  }
}
