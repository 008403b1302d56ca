import { onAbort } from "../../client/abort.ts";
import type { CallOptions, Progress } from "../../client/call-options.ts";
import { withReason } from "../../client/cancelled.ts";
import { checkOptions } from "../../client/check-options.ts";
import { inContext } from "../../client/context.ts";
import type { Contract } from "../../contract/document.ts";
import { PintleError } from "../../errors/pintle-error.ts";
import { ownOf } from "../../options/own.ts";
import { closedError, type Ending } from "../closed.ts";
import { type AnswerError, errorOf } from "./answer-error.ts";
import { Child, type Program } from "./child.ts";
import type { Feeds } from "./feeds.ts";
import { hintFor } from "./find.ts";
import { type Framed, type Framing, type Message, notification } from "./framing.ts";
import type { Functions } from "./functions.ts";
import type { Items } from "./items.ts";
import type { Flowing, Greeting, Question } from "./messages.ts";
import { Outbox } from "./outbox.ts";
import { Request } from "./request.ts";

/** The version of the protocol that this client speaks. */
const version = 1;

/** A request that has no answer yet. */
interface Pending {
  readonly request: Request;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly onProgress: ((progress: Progress) => void) | undefined;
  readonly flows: Flows;
}

/** What is sent and received while a request runs. */
export interface Flows {
  /** Receives items as they come. */
  readonly items?: Items;
  /** Sends the items of inputs. */
  readonly feeds?: Feeds;
  /** Answers questions. */
  readonly functions?: Functions;
}

/** One running host. It cannot be used again once it has exited. */
export class Connection {
  readonly #framing: Framing;
  readonly #child: Child;
  readonly #name: string;
  readonly #pending = new Map<number, Pending>();
  readonly #outbox = new Outbox((chunks) => this.#child.write(chunks));
  #hasAnswered = false;
  #messageBytes = Number.POSITIVE_INFINITY;
  /** Why it can no longer be used, as the error of a command. */
  #failure: ((command: string | null) => PintleError) | undefined;
  /** The resources that have been given up, and are not yet released. */
  #released: number[] = [];
  /** Rejects when the host is not the one that was expected. */
  readonly #ready: Promise<void>;

  constructor(program: Program, framing: Framing, contract: Contract) {
    this.#framing = framing;
    this.#name = program.command;
    const read = framing.decoder();
    this.#child = new Child(program, {
      onData: (chunk) => this.#receive(chunk, read),
      onDrain: () => this.#outbox.drain(),
      onEnd: (ending, cause) => this.#ended(ending, cause),
    });
    this.#ready = this.#greet(contract);
    this.#ready.catch(() => {}); // Each call reports it.
  }

  /** Whether calls can still be made. */
  get isOpen(): boolean {
    return this.#failure === undefined;
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  async #greet(contract: Contract): Promise<void> {
    const { hash } = contract["x-contract"];
    const greeting = new Request(this.#framing, "pintle.hello", { version, contract: hash }, null);
    const host = (await this.#exchange(greeting, {})) as Greeting;
    this.#hasAnswered = true;
    if (host.version !== version || host.contract !== hash) {
      throw new PintleError({
        code: "ERR_PINTLE_CONTRACT_MISMATCH",
        message: `${this.#name} has version ${host.version} of the protocol and the contract ${host.contract}, not version ${version} and ${hash}`,
        pointer: "",
        details: { version: host.version, contract: host.contract },
      });
    }
    this.#messageBytes = host.limits?.messageBytes ?? Number.POSITIVE_INFINITY;
  }

  /** Sends a request once the host has been verified, and returns its answer in JSON form. */
  async request(request: Request, options: CallOptions, flows: Flows = {}): Promise<unknown> {
    const { command, size } = request;
    try {
      await this.#ready;
    } catch (error) {
      this.#fail(() => error as PintleError);
      void this.#child.stop(0);
    }
    if (this.#failure !== undefined) {
      throw this.#failure(command);
    }
    checkOptions(command ?? "plan", options); // It may have been aborted in the meantime.
    if (size > this.#messageBytes) {
      throw new PintleError({
        code: "ERR_PINTLE_MESSAGE_LIMIT",
        message: `${command ?? "plan"}: the message has ${size} bytes; ${this.#name} takes at most ${this.#messageBytes}`,
        command,
        pointer: "",
        details: { bytes: size, limit: this.#messageBytes },
      });
    }
    return this.#exchange(request, options, flows);
  }

  /** The maximum size of a message. */
  get messageBytes(): number {
    return this.#messageBytes;
  }

  /** There is room for one more message with items of that request. */
  more(id: number): void {
    this.send(id, notification(this.#framing, "pintle.more", { id, messages: 1 }));
  }

  /** Sends a message that belongs to a request, if that still runs. */
  send(id: number, { chunks }: Framed): void {
    if (this.#pending.has(id)) {
      this.#outbox.send(chunks);
    }
  }

  async #exchange(request: Request, options: CallOptions, flows: Flows = {}): Promise<unknown> {
    const { signal, onProgress } = ownOf(options);
    const { id, command, chunks } = request;
    const answer = new Promise<unknown>((resolve, reject) => {
      const listener = onProgress && inContext(onProgress);
      this.#pending.set(id, {
        request,
        resolve,
        reject,
        onProgress: listener,
        flows: ownOf(flows),
      });
    });
    this.#child.busy(true);
    this.#outbox.send(chunks, id);
    const stopListening = signal && onAbort(signal, () => this.#cancel(id));
    try {
      return await answer;
    } catch (error) {
      throw withReason(error, command ?? "plan", signal);
    } finally {
      stopListening?.();
    }
  }

  /** Lets the host drop a resource. Nothing waits for that. */
  release(resource: number): void {
    this.#released.push(resource);
    if (this.#released.length === 1) {
      queueMicrotask(() => {
        const resources = this.#released;
        this.#released = [];
        if (this.#failure === undefined) {
          const { chunks } = notification(this.#framing, "pintle.release", { resources });
          this.#outbox.send(chunks);
        }
      });
    }
  }

  #cancel(id: number): void {
    if (this.#outbox.withdraw(id)) {
      // The host does not know about it, and need not.
      const data = { code: "ERR_PINTLE_CANCELLED", message: "it was not sent yet", pointer: "" };
      this.#settle(id)?.reject(new PintleError(data));
      return;
    }
    this.send(id, notification(this.#framing, "pintle.cancel", { id }));
  }

  #receive(chunk: Uint8Array, read: (chunk: Uint8Array) => Message[]): void {
    if (this.#failure !== undefined) {
      return;
    }
    try {
      for (const message of read(chunk)) {
        this.#take(message);
      }
    } catch (cause) {
      this.#abandon(`${this.#name} wrote something that is not a protocol message`, cause);
    }
  }

  #take(message: Message): void {
    if (message.method === "pintle.progress") {
      this.#tell(message.params as Progress & { id: number });
      return;
    }
    if (message.method === "pintle.ask") {
      this.#ask(message.id as number, message.params as Question);
      return;
    }
    if (message.method !== undefined) {
      this.#flow(message);
      return;
    }
    const error = message.error as AnswerError | undefined;
    if (typeof message.id !== "number") {
      // It is unknown which request it is about, so that one would wait forever.
      this.#abandon(`${this.#name} did not understand a request: ${error?.message}`, error);
      return;
    }
    const pending = this.#settle(message.id);
    if (error === undefined) {
      pending?.resolve(message.result);
    } else {
      const thrown = pending?.flows.functions?.thrownAt(error.data?.question);
      pending?.reject(errorOf(error, thrown));
    }
  }

  /** Asks a function of a request, unless that has ended. */
  #ask(question: number, { id, function: number, arguments: args }: Question): void {
    const functions = this.#pending.get(id)?.flows.functions;
    functions
      ?.ask(question, number, args, this.#messageBytes)
      .then((answer) => this.send(id, answer));
  }

  /** Takes a message about the items of a request. */
  #flow({ method, params }: Message): void {
    const { id, input, items, bytes } = params as Flowing;
    const flows = this.#pending.get(id)?.flows;
    if (method === "pintle.items") {
      flows?.items?.add(items);
    } else if (method === "pintle.more") {
      flows?.feeds?.grant(id, input, bytes);
    } else if (method === "pintle.enough") {
      flows?.feeds?.leave(input);
    }
  }

  #tell({ id, done, total, detail }: Progress & { id: number }): void {
    try {
      this.#pending.get(id)?.onProgress?.({ done, total, detail });
    } catch (error) {
      // The listener's failure is not that of the call, nor of others after it in the stream.
      process.nextTick(() => {
        throw error;
      });
    }
  }

  /** Takes a request out of those that wait. */
  #settle(id: number): Pending | undefined {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    this.#child.busy(this.#pending.size > 0);
    return pending;
  }

  /** Abandons a host with which communication has failed. */
  #abandon(reason: string, cause: unknown): void {
    this.#fail((command) => closedError(command, reason, null, cause));
    this.#child.kill();
  }

  #ended(ending: Ending, cause: unknown): void {
    const { exitCode, signal } = ending;
    const how = signal === null ? `exited with code ${exitCode}` : `was terminated by ${signal}`;
    const reason =
      cause === undefined
        ? `${this.#name} ${how}`
        : `${this.#name} cannot be started: ${cause instanceof Error ? cause.message : cause}`;
    const hint = this.#hasAnswered ? "" : hintFor(this.#name, cause);
    this.#fail((command) => closedError(command, reason + hint, ending, cause));
  }

  /** Rejects whatever has no answer yet. */
  #fail(failure: (command: string | null) => PintleError): void {
    this.#failure ??= failure;
    this.#outbox.clear();
    const pending = [...this.#pending.values()];
    this.#pending.clear();
    this.#child.busy(false);
    for (const { request, reject } of pending) {
      reject(this.#failure(request.command));
    }
  }

  /** Rejects what is running and ends the host. */
  async close(graceMs: number): Promise<void> {
    this.#fail((command) => closedError(command, "the client was closed"));
    await this.#child.stop(graceMs);
  }
}
