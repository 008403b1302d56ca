import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { builtin } from "../../index.ts";
import { host } from "../transports/host.ts";

/** What a caller hears, whatever the way: `{ result }` or `{ error }`. */
export interface Answer {
  readonly result?: unknown;
  readonly error?: { readonly code: string; readonly pointer: string; readonly message: string };
}

/** Somebody who is not trusted. */
export interface Caller {
  /** Sends a call as it is: nothing checks it before it leaves. */
  call(method: string, params: unknown): Promise<Answer>;
  runPlan(plan: unknown, input?: unknown): Promise<Answer>;
  /** Sends text that need not be JSON. */
  send(text: string): Promise<Answer>;
  close(): Promise<void>;
}

/** A promise that others settle. */
interface Waiting {
  readonly promise: Promise<Answer>;
  resolve(answer: Answer): void;
  reject(error: Error): void;
}

function withResolvers(): Waiting {
  let settle: Omit<Waiting, "promise"> | undefined;
  const promise = new Promise<Answer>((resolve, reject) => {
    settle = { resolve, reject };
  });
  return { promise, ...(settle as Omit<Waiting, "promise">) };
}

/** Every kind of caller that a policy is for. */
export const callers: Readonly<Record<string, (policy: string) => Caller>> = {
  "stdio lines": (policy) => new Peer(policy, "lines"),
  "stdio blobs": (policy) => new Peer(policy, "blobs"),
  "guest session": (policy) => new Session(policy),
};

interface End {
  readonly start: number;
  readonly json: number;
  readonly all: number;
}

/** A peer of pintle-host that speaks the protocol by hand. */
class Peer implements Caller {
  readonly #child: ChildProcess;
  readonly #framing: "lines" | "blobs";
  readonly #waiting: Waiting[] = [];
  #read = Buffer.alloc(0);
  #id = 0;

  constructor(policy: string, framing: "lines" | "blobs") {
    this.#framing = framing;
    // What the host inherits, the programs that it runs must not have.
    const inherited = openSync(policy, "r");
    this.#child = spawn(host(), ["--policy", policy, "--framing", framing], {
      stdio: ["pipe", "pipe", "inherit", inherited],
    });
    closeSync(inherited);
    this.#child.stdout?.on("data", (chunk: Buffer) => this.#take(chunk));
    this.#child.on("exit", (code) => {
      for (const { reject } of this.#waiting.splice(0)) {
        reject(new Error(`pintle-host exited with ${code}`));
      }
    });
  }

  async call(method: string, params: unknown): Promise<Answer> {
    return this.#request(method, params);
  }

  async runPlan(plan: unknown, input?: unknown): Promise<Answer> {
    return this.#request("pintle.runPlan", { plan, ...(input === undefined ? {} : { input }) });
  }

  #request(method: string, params: unknown): Promise<Answer> {
    this.#id += 1;
    return this.send(JSON.stringify({ jsonrpc: "2.0", id: this.#id, method, params }));
  }

  send(text: string): Promise<Answer> {
    const answer = withResolvers();
    this.#waiting.push(answer);
    if (this.#framing === "lines") {
      this.#child.stdin?.write(`${text}\n`);
    } else {
      const json = Buffer.from(text);
      const lengths = Buffer.alloc(8);
      lengths.writeUInt32BE(json.length);
      this.#child.stdin?.write(Buffer.concat([lengths, json]));
    }
    return answer.promise;
  }

  #take(chunk: Buffer): void {
    this.#read = Buffer.concat([this.#read, chunk]);
    for (let end = this.#end(); end !== undefined; end = this.#end()) {
      const message = JSON.parse(this.#read.subarray(end.start, end.json).toString());
      this.#putIn(message, end);
      this.#read = this.#read.subarray(end.all);
      const { data } = message.error ?? {};
      this.#waiting.shift()?.resolve(message.error ? { error: data } : { result: message.result });
    }
  }

  /** Puts the blobs of the first message where they belong, as they would be on lines. */
  #putIn(message: { blobs?: Record<string, number> }, { json, all }: End): void {
    const bytes = this.#read.subarray(json, all);
    let from = 0;
    for (const [place, index] of Object.entries(message.blobs ?? {})) {
      const length = this.#read.readUInt32BE(8 + 4 * index);
      const names = place.slice(1).split("/");
      const last = names.pop() as string;
      // biome-ignore lint/suspicious/noExplicitAny: any message
      const holder = names.reduce((here, name) => here[name], message as any);
      holder[last] = bytes.subarray(from, from + length).toString("base64");
      from += length;
    }
  }

  /** Where the first message in what was read begins and ends, if it is whole. */
  #end(): End | undefined {
    if (this.#framing === "lines") {
      const json = this.#read.indexOf("\n");
      return json < 0 ? undefined : { start: 0, json, all: json + 1 };
    }
    if (this.#read.length < 8) {
      return undefined;
    }
    const blobs = this.#read.readUInt32BE(4);
    const start = 8 + 4 * blobs;
    if (this.#read.length < start) {
      return undefined;
    }
    const json = start + this.#read.readUInt32BE(0);
    let all = json;
    for (let index = 0; index < blobs; index += 1) {
      all += this.#read.readUInt32BE(8 + 4 * index);
    }
    return this.#read.length < all ? undefined : { start, json, all };
  }

  async close(): Promise<void> {
    const ended = once(this.#child, "exit");
    this.#child.stdin?.end();
    await ended;
  }
}

/** What a guest's calls become, on this thread. */
class Session implements Caller {
  readonly #number: number;

  constructor(policy: string) {
    this.#number = builtin.binding.openSession(readFileSync(policy, "utf8"), dirname(policy));
  }

  call(method: string, params: unknown): Promise<Answer> {
    return this.send(JSON.stringify({ method, params }));
  }

  runPlan(plan: unknown, input?: unknown): Promise<Answer> {
    const document = Array.isArray(plan) ? { steps: plan } : (plan as object);
    return this.send(JSON.stringify({ ...document, ...(input === undefined ? {} : { input }) }));
  }

  async send(text: string): Promise<Answer> {
    const request = new TextEncoder().encode(text);
    return JSON.parse(new TextDecoder().decode(builtin.binding.ask(this.#number, request)));
  }

  async close(): Promise<void> {
    builtin.binding.closeSession(this.#number);
  }
}
