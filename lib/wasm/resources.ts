import { aboutResource, Resource } from "../resources/resource.ts";
import type { Glue, Instance } from "./instance.ts";

/** What an instance of a class has for a handle: the number of a resource in the module. */
class WasmHandle {
  readonly resources: WasmResources;
  readonly type: string;
  readonly number: number;
  /** Which instance of the module it is in. */
  readonly instance: number;

  readonly #made = true;

  /** Whether it is one. `instanceof` would ask a proxy, which may throw. */
  static is(value: unknown): value is WasmHandle {
    return typeof value === "object" && value !== null && #made in value && value.#made;
  }

  constructor(resources: WasmResources, type: string, number: number, instance: number) {
    this.resources = resources;
    this.type = type;
    this.number = number;
    this.instance = instance;
  }
}

/** No resource has this number. */
const gone = 0;

/** The resources in a module. Those of an instance that a panic has ended are gone. */
export class WasmResources {
  readonly #glue: Glue;
  readonly #instance: () => Instance;
  readonly #forgotten: FinalizationRegistry<{ number: number; instance: number }>;
  /** Makes an instance of a class. */
  createInstance: (type: string, handle: unknown) => unknown = (_, handle) => handle;

  constructor(glue: Glue, instance: () => Instance) {
    this.#glue = glue;
    this.#instance = instance;
    this.#forgotten = new FinalizationRegistry((handle) => this.#release(handle));
  }

  create(type: string, number: number): unknown {
    const handle = new WasmHandle(this, type, number, this.#instance().number);
    const instance = this.createInstance(type, handle);
    // It must not refer to the handle.
    this.#forgotten.register(handle, { number, instance: handle.instance }, handle);
    return instance;
  }

  numberOf(value: unknown): number | undefined {
    const handle = this.#handleOf(value);
    if (handle === undefined) {
      return undefined;
    }
    return handle.instance === this.#instance().number ? handle.number : gone;
  }

  about(value: unknown): [type: string, words: string] | undefined {
    const handle = this.#handleOf(value);
    return handle === undefined
      ? aboutResource(value)
      : [handle.type, `a resource of type ${handle.type}`];
  }

  dispose(value: unknown): void {
    const handle = this.#handleOf(value);
    if (handle !== undefined) {
      this.#forgotten.unregister(handle);
      this.#release(handle);
    }
  }

  #release({ number, instance }: { number: number; instance: number }): void {
    const running = this.#instance();
    if (running.number === instance) {
      running.enter(null, this.dispose, () => this.#glue.disposeResource(number));
    }
  }

  /** The handle of this module that a value is, or has. */
  #handleOf(value: unknown): WasmHandle | undefined {
    const handle = WasmHandle.is(value) ? value : Resource.handle(value);
    return WasmHandle.is(handle) && handle.resources === this ? handle : undefined;
  }
}
